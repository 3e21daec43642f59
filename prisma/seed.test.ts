import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restore } from '@/domain/audit-entries/restore';
import { verifyChain } from '@/domain/audit-entries/verify';
import { DEMO_PASSWORD } from '@/domain/sign-in/demo-users';
import { verifyPassword } from '@/domain/sign-in/password';
import { contextOf, signInAs } from '@/domain/testing/actors';
import { LIST_NAMES, readList } from '@/domain/testing/read-list';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { createDatabase, database } from './client';
import { tamper } from './demo/tamper';
import type { DemoWorld } from './demo/world';
import { create } from './factories';
import type { AuditEntry, PrismaClient } from './generated/client';
import { seedDemoWorld } from './seed';

const FIRST_GENERATED_USER = 101;
const SUPERUSER = 4;

let databases: Awaited<ReturnType<typeof createTestDatabase>>[] = [];
let db: PrismaClient;
let twin: PrismaClient;
let heads: Awaited<ReturnType<typeof seedDemoWorld>> = [];

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date();

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  // The database made last is the one that operations use.
  [twin, db] = databases.map(({ url }) => createDatabase(url, 10, MAX_STATEMENT_MS)) as [
    PrismaClient,
    PrismaClient,
  ];
  heads = await seedDemoWorld(db, NOW);
});

afterAll(async () => {
  await Promise.all([db?.$disconnect(), twin?.$disconnect(), database().$disconnect()]);
  await Promise.all(databases.map((database) => database.drop()));
});

// Each test reads every row that refers to a named row from either side, so that it fails when a generated
// row refers to one.
describe('the named world', () => {
  it('contains exactly these users, permissions and operators', async () => {
    const users = await db.user.findMany({
      where: { id: { lt: FIRST_GENERATED_USER } },
      orderBy: { id: 'asc' },
      include: { permissions: true, operator: true },
    });
    const lines = users.map((user) =>
      [
        user.id,
        user.userName,
        user.email,
        ...user.permissions.map(({ permission }) => permission),
        ...(user.operator ? [`"${user.operator.name}"`] : []),
        ...(user.defaultAccountId ? [`default ${user.defaultAccountId}`] : []),
        ...(user.emailVerified ? [] : ['blocked']),
      ].join(' '),
    );
    expect(lines).toEqual([
      '1 dreyes dreyes@example.com Operator "Dana Reyes"',
      '2 mchen mchen@example.com Operator "Marcus Chen"',
      '3 platform platform@example.com PlatformAdmin',
      '4 superuser superuser@example.com SUPERUSER',
      '11 jsmith jsmith@example.com',
      '12 jdoaks jdoaks@example.com',
      '13 jdoe jdoe@example.com',
      '14 bjones bjones@example.com',
      '15 tsmith tsmith@example.com default 8803',
      '16 ssolo ssolo@example.com',
      '17 blocked blocked@example.com blocked',
    ]);
  });

  it('contains exactly these OMSs and assignments', async () => {
    const omses = await db.oms.findMany({ where: { id: { lte: 3 } }, orderBy: { id: 'asc' } });
    expect(omses.map(({ id, name }) => `${id} ${name}`)).toEqual(['1 Spot US', '2 Spot EU', '3 Derivatives']);
    const assignments = await db.operatorOms.findMany({
      where: { OR: [{ operatorId: { lt: FIRST_GENERATED_USER } }, { omsId: 3 }] },
      orderBy: [{ operatorId: 'asc' }, { omsId: 'asc' }],
    });
    expect(assignments).toEqual([
      { operatorId: 1, omsId: 1, isDefault: true },
      { operatorId: 1, omsId: 2, isDefault: false },
      { operatorId: 2, omsId: 1, isDefault: false },
      { operatorId: 2, omsId: 2, isDefault: true },
      { operatorId: 2, omsId: 3, isDefault: false },
    ]);
  });

  it('contains exactly these accounts and links', async () => {
    const accounts = await db.account.findMany({
      where: { OR: [{ id: { lte: 8803 } }, { omsId: 3 }] },
      orderBy: { id: 'asc' },
    });
    expect(accounts).toEqual([
      { id: 8801, handle: 'windmill-main', omsId: 1 },
      { id: 8802, handle: 'windmill-treasury', omsId: 1 },
      { id: 8803, handle: 'jones-main', omsId: 1 },
    ]);
    const links = await db.userAccount.findMany({
      where: { OR: [{ userId: { lt: FIRST_GENERATED_USER } }, { accountId: { lte: 8803 } }] },
      orderBy: [{ accountId: 'asc' }, { userId: 'asc' }],
    });
    expect(links).toEqual([
      { userId: 11, accountId: 8801 },
      { userId: 12, accountId: 8801 },
      { userId: 11, accountId: 8802 },
      { userId: 11, accountId: 8803 },
      { userId: 15, accountId: 8803 },
    ]);
  });

  it('contains exactly these companies, with these facts and assets', async () => {
    const companies = await db.company.findMany({
      where: { id: { lte: 3 } },
      orderBy: { id: 'asc' },
      include: { assets: { orderBy: { id: 'asc' } } },
    });
    expect(companies.map(({ id, name }) => `${id} ${name}`)).toEqual([
      '1 Windmill Farm, Inc.',
      '2 Jones Investments, LLC',
      '3 Solo Mining Ltd',
    ]);
    expect(companies[0]).toMatchObject({
      country: 'USA',
      stateOrProvinceOfIncorporation: 'Delaware',
      incorporationDate: new Date('2018-08-17T17:57:56Z'),
      accountingCurrency: 'USD',
    });
    const assets = companies[0]?.assets.map(({ name, onExchangeBalance }) => [
      name,
      onExchangeBalance.toNumber(),
    ]);
    expect(assets).toEqual([
      ['WMFS', 100_000],
      ['JIV', 20_000],
    ]);
  });

  it('contains exactly these roles, in this order', async () => {
    const roles = await db.companyRole.findMany({
      where: { OR: [{ userId: { lt: FIRST_GENERATED_USER } }, { companyId: { lte: 3 } }] },
      orderBy: { id: 'asc' },
      include: { user: true },
    });
    expect(roles.map(({ companyId, role, user }) => `${companyId} ${role} ${user.userName}`)).toEqual([
      '1 CoAdmin jsmith',
      '1 CoAdmin jdoe',
      '1 CoAdmin bjones',
      '1 CoShareholder jsmith',
      '1 CoShareholder tsmith',
      '1 CoShareholder jdoaks',
      '1 CoAgent jdoaks',
      '2 CoAdmin tsmith',
      '2 CoShareholder jsmith',
      '3 CoAdmin ssolo',
    ]);
  });
});

describe('the history', () => {
  const entries = () => db.auditEntry.findMany({ orderBy: { seq: 'asc' } });
  const isRemoval = ({ call, outcome }: AuditEntry) => call.startsWith('Remove') && outcome === 'done';

  it('has 84 entries of the 29 days before today, none on a weekend but the incident', async () => {
    const today = Math.floor(NOW.getTime() / DAY_MS) * DAY_MS;
    const all = await entries();
    expect(all).toHaveLength(84);
    const times = all.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.at(0)).toBeGreaterThanOrEqual(today - 29 * DAY_MS);
    expect(times.at(-1)).toBeLessThan(today);
    const onWeekend = all.filter(({ at }) => [0, 6].includes(at.getUTCDay()));
    expect(onWeekend.filter(({ reasonText }) => !reasonText?.includes('stolen laptop'))).toEqual([]);
    expect(new Set(all.map(({ at }) => at.toISOString().slice(0, 10))).size).toBeGreaterThan(15);
  });

  it('has the removals, refusals and other changes that the demo shows', async () => {
    const all = await entries();
    const count = (isOf: (entry: AuditEntry) => boolean) => all.filter(isOf).length;
    expect(count(isRemoval)).toBe(58);
    expect(new Set(all.filter(isRemoval).map(({ actorName }) => actorName)).size).toBe(6);
    expect(count(({ restores }) => restores !== null)).toBe(6);
    const refused = all.filter(({ outcome }) => outcome === 'refused');
    expect(refused).toHaveLength(11);
    const refusedFor = (words: RegExp) => refused.filter(({ detail }) => words.test(detail ?? '')).length;
    expect(refusedFor(/ needs the permission /)).toBe(5);
    expect(refusedFor(/ is the last CoAdmin of /)).toBe(3);
    expect(refusedFor(/^This changed while you were looking/)).toBe(2);
    expect(refusedFor(/ is not the default of /)).toBe(1);
    expect(all.filter(({ outcome }) => outcome === 'failed').map(({ errorCode }) => errorCode)).toEqual([
      102,
    ]);
    expect(count(({ call }) => call === 'ForceUserLogoff')).toBe(3);
    expect(count(({ call }) => call === 'ExportAuditLog')).toBe(2);
    const signIns = all.filter(({ call }) => call === 'SetUserInfo').map(({ after }) => after);
    expect(signIns.map((after) => (after as { emailVerified: boolean }).emailVerified)).toEqual(
      expect.arrayContaining([false, false, false, true]),
    );
    expect(signIns).toHaveLength(4);
    const lastDays = refused.filter(({ at }) => at.getTime() > NOW.getTime() - 7 * DAY_MS);
    expect(lastDays.length).toBeGreaterThan(0);
    const gateway = all.filter(({ door }) => door === 'gateway');
    expect(gateway).toHaveLength(20);
    expect(gateway.filter(({ address }) => address === null)).toEqual([]);
  });

  it('has an incident of nine removals within twelve minutes, with one ticket', async () => {
    const incident = (await entries()).filter(({ reasonText }) => reasonText?.includes('stolen laptop'));
    expect(incident).toHaveLength(9);
    expect(new Set(incident.map(({ reasonText }) => reasonText)).size).toBe(1);
    expect(new Set(incident.map(({ reasonCode }) => reasonCode))).toEqual(new Set(['security_incident']));
    const [from, to] = [incident.at(0), incident.at(-1)].map((entry) => entry?.at.getTime() ?? 0);
    expect((to ?? 0) - (from ?? 0)).toBe(12 * 60 * 1000);
  });

  it('is signed, and its checkpoints name entries of it', async () => {
    const places = heads.map(({ place }) => place);
    expect(places.length).toBeGreaterThanOrEqual(8);
    expect(places.at(-1)?.seq).toBe(84);
    expect(await verifyChain({ db, known: places })).toEqual({ entries: 84, problem: null });
  });

  it('leaves sessions that have ended, of the time of their entries, and no counted attempt', async () => {
    const sessions = await db.session.findMany();
    expect(sessions.length).toBeGreaterThan(0);
    const isPast = ({ createdAt, endedAt }: (typeof sessions)[number]) =>
      endedAt !== null && createdAt < endedAt && endedAt < NOW;
    expect(sessions.filter((session) => !isPast(session))).toEqual([]);
    const ids = new Map(sessions.map((session) => [session.id, session]));
    const isDuring = ({ at, sessionId }: AuditEntry) => {
      const session = ids.get(sessionId ?? '');
      return session?.endedAt && session.createdAt <= at && at <= session.endedAt;
    };
    expect((await entries()).filter((entry) => !isDuring(entry))).toEqual([]);
    expect(await db.attemptCount.count()).toBe(0);
    expect(await db.signInFailure.count()).toBe(0);
    const schemas = await db.$queryRaw`SELECT FROM pg_namespace WHERE nspname = 'demo_clock'`;
    expect(schemas).toEqual([]);
  });

  it('lets Restore undo every removal that was not restored', async () => {
    const superuser = await signInAs(SUPERUSER);
    const restored = new Set((await entries()).map(({ restores }) => restores));
    const removed = (await entries()).filter((entry) => isRemoval(entry) && !restored.has(entry.seq));
    expect(removed).toHaveLength(52);
    const objections: unknown[] = [];
    for (const { seq } of removed) {
      const { objection } = await restore.preview.run(superuser, { seq: String(seq) }, contextOf());
      if (objection) objections.push([seq, objection]);
    }
    expect(objections).toEqual([]);
    await db.session.deleteMany({ where: { endedAt: null } });
  });
});

describe('the demo world as a whole', () => {
  it('lets every user sign in with the demo password', async () => {
    const hashes = await db.user.groupBy({ by: ['passwordHash'] });
    expect(hashes).toHaveLength(1);
    expect(await verifyPassword(hashes[0]?.passwordHash ?? null, DEMO_PASSWORD)).toBe(true);
    expect(DEMO_PASSWORD).toBe('demo-access-console');
  });

  it('has enough rows for lists of several pages', async () => {
    expect(await db.user.count()).toBe(311);
    expect(await db.operator.count()).toBe(42);
    expect(await db.account.count()).toBe(253);
    expect(await db.company.count()).toBe(63);
    expect(await db.operatorOms.count()).toBeGreaterThan(60);
    expect(await db.userAccount.count()).toBeGreaterThan(350);
    expect(await db.companyRole.count()).toBeGreaterThan(200);
    const users = await db.user.findMany();
    expect(users.filter(({ userName, email }) => email !== `${userName}@example.com`)).toEqual([]);
  });

  it('has rows for each finding of the overview', async () => {
    const omses = await db.oms.findMany({ where: { assignments: { none: {} } }, orderBy: { id: 'asc' } });
    expect(omses.map(({ id }) => id)).toEqual([11, 12]);
    expect(await db.account.count({ where: { users: { none: {} } } })).toBe(8);
    expect(await db.user.count({ where: { emailVerified: false } })).toBe(9);

    const companies = await db.company.findMany({
      include: { roles: { where: { role: 'CoAdmin' }, include: { user: true } } },
    });
    const withCoAdmins = (count: number) => companies.filter(({ roles }) => roles.length === count);
    expect(withCoAdmins(0)).toHaveLength(3);
    expect(withCoAdmins(1)).toHaveLength(11);
    const dependOnOne = withCoAdmins(2).filter(({ roles }) => roles.some(({ user }) => !user.emailVerified));
    expect(dependOnOne).toHaveLength(1);
  });

  it('is the same in another database, except hashes and guids', async () => {
    await seedDemoWorld(twin, NOW);
    // The signature of the newest entry covers every entry, byte for byte.
    expect(await twin.auditHead.findMany()).toEqual(await db.auditHead.findMany());
    const rows = async (client: PrismaClient) =>
      ({
        users: await client.user.findMany({ orderBy: { id: 'asc' }, omit: { passwordHash: true } }),
        permissions: await client.userPermission.findMany({ orderBy: { userId: 'asc' } }),
        operators: await client.operator.findMany({ orderBy: { id: 'asc' }, omit: { guid: true } }),
        omses: await client.oms.findMany({ orderBy: { id: 'asc' } }),
        assignments: await client.operatorOms.findMany({
          orderBy: [{ operatorId: 'asc' }, { omsId: 'asc' }],
        }),
        accounts: await client.account.findMany({ orderBy: { id: 'asc' } }),
        links: await client.userAccount.findMany({ orderBy: [{ userId: 'asc' }, { accountId: 'asc' }] }),
        companies: await client.company.findMany({ orderBy: { id: 'asc' } }),
        roles: await client.companyRole.findMany({ orderBy: { id: 'asc' } }),
        assets: await client.companyAsset.findMany({ orderBy: { id: 'asc' } }),
      }) satisfies Record<keyof DemoWorld, unknown>;
    expect(await rows(twin)).toEqual(await rows(db));
  });

  // These tests add rows, so they must stay last.
  it('has rows in every list of the console but one finding', async () => {
    const superuser = await signInAs(SUPERUSER);
    const empty: string[] = [];
    for (const list of LIST_NAMES) {
      if ((await readList(superuser, list)).rows.length === 0) empty.push(list);
    }
    expect(empty).toEqual(['companies-with-blocked-co-admins']);
  });

  it('gives new rows the ids after its own', async () => {
    const omsId = (await create.oms(db)).id;
    const account = await create.account(db, { omsId });
    const user = await create.user(db);
    const company = await create.company(db);
    expect({ omsId, account: account.id, user: user.id, company: company.id }).toEqual({
      omsId: 13,
      account: 9054,
      user: 401,
      company: 64,
    });
  });

  it('can be tampered with once, and the verification names the entry', async () => {
    const before = await verifyChain({ db });
    expect(before.problem).toBeNull();
    const entry = await tamper(db);
    expect(entry?.actorName).not.toBe('superuser');
    const after = await verifyChain({ db });
    expect(after.problem?.seq).toBe(String(entry?.seq));
    const changed = await db.auditEntry.findUniqueOrThrow({ where: { seq: entry?.seq ?? 0n } });
    expect(changed.actorName).toBe('superuser');
  });

  it('refuses to fill a database that contains rows, and changes nothing', async () => {
    const before = await db.user.count();
    await expect(seedDemoWorld(db)).rejects.toThrow('needs an empty database');
    expect(await db.user.count()).toBe(before);
  });
});
