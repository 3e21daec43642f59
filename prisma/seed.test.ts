import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '@/domain/sign-in/password';
import { signInAs } from '@/domain/testing/actors';
import { LIST_NAMES, readList } from '@/domain/testing/read-list';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { createDatabase, database } from './client';
import type { DemoWorld } from './demo/world';
import { create } from './factories';
import type { PrismaClient } from './generated/client';
import { DEMO_PASSWORD, seedDemoWorld } from './seed';

const FIRST_GENERATED_USER = 101;
const SUPERUSER = 4;

let databases: Awaited<ReturnType<typeof createTestDatabase>>[] = [];
let db: PrismaClient;
let twin: PrismaClient;

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  // The database made last is the one that operations use.
  [twin, db] = databases.map(({ url }) => createDatabase(url, 10, MAX_STATEMENT_MS)) as [
    PrismaClient,
    PrismaClient,
  ];
  await seedDemoWorld(db);
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

  it('contains no session, no failed sign-in and no audit entry', async () => {
    expect([await db.session.count(), await db.signInFailure.count(), await db.auditEntry.count()]).toEqual([
      0, 0, 0,
    ]);
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
    await seedDemoWorld(twin);
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
  it('has rows in every list of the console but the audit log and one finding', async () => {
    const superuser = await signInAs(SUPERUSER);
    const empty: string[] = [];
    for (const list of LIST_NAMES) {
      if ((await readList(superuser, list)).rows.length === 0) empty.push(list);
    }
    expect(empty).toEqual(['audit', 'companies-with-blocked-co-admins']);
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

  it('refuses to fill a database that contains rows, and changes nothing', async () => {
    const before = await db.user.count();
    await expect(seedDemoWorld(db)).rejects.toThrow('needs an empty database');
    expect(await db.user.count()).toBe(before);
  });
});
