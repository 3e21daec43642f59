import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { type Target, writeEntries } from '../call/audit/write';
import type { Reason } from '../call/reason';
import { inTransaction } from '../call/transaction';
import { removeUserRole } from '../company-roles/remove';
import { calls } from '../registry';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { explain, nodesOf, statementsDuring } from '../testing/query-plans';
import { setUpTestDatabase } from '../testing/test-database';
import { endOtherSessions } from '../users/end-other-sessions';
import { endOwnSession } from '../users/end-own-session';
import { exportEvidence } from './evidence';
import { exportAudit } from './export';
import { getAuditEntry } from './get';
import { listAudit } from './list';
import { restore } from './restore';
import { AUDITED_CALLS } from './types';

setUpTestDatabase();

/** The actors of this test, keyed by the rights that they hold. */
let people: Record<string, Actor>;
let omses: { id: number; name: string }[];
let companies: { id: number; name: string }[];

async function record(
  actor: Actor | undefined,
  target: Target,
  errorCode = 0,
  more: Partial<{ call: string; reason: Reason; detail: string }> = {},
): Promise<void> {
  if (!actor) throw new Error('There is no such actor.');
  const context = contextOf();
  const { detail = null, ...rest } = more;
  const { requestId } = context;
  const attempt = { actor, context, call: 'SomeCall', requestId, target, request: {}, ...rest };
  const outcomes: Record<number, 'done' | 'failed'> = { 0: 'done', 102: 'failed' };
  const result = { outcome: outcomes[errorCode] ?? ('refused' as const), errorCode, detail };
  await inTransaction((tx) => writeEntries(tx, [{ attempt, result }]));
}

/** The targets of the entries that an actor can read, or the code of the refusal. */
async function readBy(actor: Actor | undefined, request: object = {}) {
  const page = await outcomeOf(
    listAudit.run(actor ?? null, { size: 100, filters: {}, ...request }, contextOf()),
  );
  return page.reply?.rows.map(({ target }) => target).sort() ?? page.code;
}

const AT_OMS_1 = ['OMS 1 done', 'OMS 1 failed', 'OMS 1 refused 101'];
const IN_COMPANY_1 = ['company 1 done', 'company 1 refused 104'];
const ALL = [
  'OMS 1 done',
  'OMS 1 failed',
  'OMS 1 refused 101',
  'OMS 1 refused 20',
  'OMS 2 done',
  'OMS 2 refused 20',
  'company 1 done',
  'company 1 refused 104',
  'company 1 refused 20',
  'company 2 done',
  'nothing done',
  'nothing refused 20',
];

beforeAll(async () => {
  const db = database();
  omses = [await create.oms(db), await create.oms(db)];
  companies = [await create.company(db), await create.company(db)];
  const users = {
    outsider: await create.user(db),
    operator: await create.user(db, { permissions: ['Operator'] }),
    'operator of OMS 1': await create.user(db, { permissions: ['Operator'] }),
    'CoShareholder of company 1, once operator of OMS 1': await create.user(db, {
      permissions: ['Operator'],
    }),
    'CoAdmin of company 1': await create.user(db),
    'CoAdmin of company 1 and operator of OMS 1': await create.user(db, { permissions: ['Operator'] }),
    'CoAgent of company 1': await create.user(db),
    PlatformAdmin: await create.user(db, { permissions: ['PlatformAdmin'] }),
    SUPERUSER: await create.user(db, { permissions: ['SUPERUSER'] }),
  };
  const [omsId, companyId] = [omses[0]?.id ?? 0, companies[0]?.id ?? 0];
  for (const [name, { id }] of Object.entries(users)) {
    if (name.includes('operator of OMS 1')) await create.assignment(db, { operatorId: id, omsId });
    if (name.includes('CoAdmin')) await create.role(db, { companyId, userId: id, role: 'CoAdmin' });
    if (name.includes('CoAgent')) await create.role(db, { companyId, userId: id, role: 'CoAgent' });
  }
  const former = users['CoShareholder of company 1, once operator of OMS 1'];
  await db.userPermission.deleteMany({ where: { userId: former.id } });
  // They may read the log as CoAdmin of a company in which nothing happened. No other role gives them any
  // entry.
  await create.role(db, { companyId: (await create.company(db)).id, userId: former.id, role: 'CoAdmin' });
  await create.role(db, { companyId, userId: former.id, role: 'CoShareholder' });
  people = {};
  for (const [name, { id }] of Object.entries(users)) people[name] = await signInAs(id);

  for (const words of ALL) {
    const [kind, number = ''] = words.split(' ');
    const index = Number(number) - 1;
    const target: Target = { words };
    const [oms, company] = [omses[index], companies[index]];
    if (kind === 'OMS' && oms) target.omsId = oms.id;
    if (kind === 'company' && company) target.companyId = company.id;
    const code = words.endsWith('failed') ? 102 : Number(/refused (\d+)/.exec(words)?.[1] ?? 0);
    const actor = words === 'OMS 2 refused 20' ? people.operator : people.outsider;
    await record(actor, target, code);
  }
});

describe('the audit list', () => {
  it.each([
    ['outsider', 20],
    ['CoAgent of company 1', 20],
    ['operator', ['OMS 2 refused 20']],
    ['operator of OMS 1', AT_OMS_1],
    ['CoShareholder of company 1, once operator of OMS 1', []],
    ['CoAdmin of company 1', IN_COMPANY_1],
    ['CoAdmin of company 1 and operator of OMS 1', [...AT_OMS_1, ...IN_COMPANY_1]],
    ['PlatformAdmin', ALL],
    ['SUPERUSER', ALL],
  ])('answers the %s with these entries, or refuses with this code: %j', async (name, expected) => {
    expect(await readBy(people[name])).toEqual(expected);
  });

  it.each([
    ['operator', true],
    ['operator of OMS 1', false],
    ['CoAdmin of company 1', false],
    ['PlatformAdmin', true],
    ['SUPERUSER', true],
  ])('shows the %s the address and the session: %s', async (name, isShown) => {
    const { rows } = await listAudit.run(people[name] ?? null, { size: 100, filters: {} }, contextOf());
    expect(rows).not.toEqual([]);
    for (const { address, sessionId, actorId } of rows) {
      const session = Object.values(people).find(({ userId }) => userId === actorId)?.sessionId;
      expect({ address, sessionId }).toEqual(
        isShown ? { address: '192.0.2.7', sessionId: session } : { address: null, sessionId: null },
      );
    }
  });

  it('follows the current OMS assignments and company roles of the actor', async () => {
    const actor = await newActor({ permissions: ['Operator'] });
    const [operatorId, omsId, companyId] = [actor.userId, omses[0]?.id ?? 0, companies[0]?.id ?? 0];
    expect(await readBy(actor)).toEqual([]);
    await create.assignment(database(), { operatorId, omsId });
    await create.role(database(), { companyId, userId: actor.userId, role: 'CoAdmin' });
    expect(await readBy(actor)).toEqual([...AT_OMS_1, ...IN_COMPANY_1]);
    await database().operatorOms.deleteMany({ where: { operatorId } });
    expect(await readBy(actor)).toEqual(IN_COMPANY_1);
    await database().companyRole.deleteMany({ where: { userId: actor.userId } });
    expect(await readBy(actor)).toEqual([]);
  });

  it('never reveals entries outside the actor’s scope through search, filters or counts', async () => {
    const coAdmin = people['CoAdmin of company 1'] ?? null;
    const page = (request: object) => listAudit.run(coAdmin, { filters: {}, ...request }, contextOf());
    const nothing = { rows: [], next: null, previous: null, total: { count: 0, isMore: false } };
    for (const search of ['company 2', 'OMS', 'refused 20']) expect(await page({ search })).toEqual(nothing);
    expect(await page({ filters: { company: companies[1]?.id } })).toEqual(nothing);
    expect(await page({ filters: { company: 2_147_483_647 } })).toEqual(nothing);
    expect((await page({})).total).toEqual({ count: IN_COMPANY_1.length, isMore: false });
  });

  it('finds entries by target, actor, outcome and company', async () => {
    const superuser = people.SUPERUSER;
    expect(await readBy(superuser, { search: 'pany 1' })).toEqual(
      ALL.filter((words) => words.includes('company 1')),
    );
    expect(await readBy(superuser, { search: people.operator?.userName })).toEqual(['OMS 2 refused 20']);
    expect(await readBy(superuser, { filters: { outcome: 'failed' } })).toEqual(['OMS 1 failed']);
    expect(await readBy(superuser, { filters: { company: companies[1]?.id } })).toEqual(['company 2 done']);
  });

  it('finds entries by their numbers, of those that the actor may read', async () => {
    const { rows } = await listAudit.run(people.SUPERUSER ?? null, { filters: {} }, contextOf());
    const numbered = rows.filter(({ target }) => ['OMS 1 done', 'OMS 2 done'].includes(target));
    const entries = numbered.map(({ seq }) => seq).join();
    expect(await readBy(people.SUPERUSER, { filters: { entries } })).toEqual(['OMS 1 done', 'OMS 2 done']);
    expect(await readBy(people['operator of OMS 1'], { filters: { entries } })).toEqual(['OMS 1 done']);
    for (const wrong of ['', '1,', 'x', Array(51).fill(1).join()]) {
      expect(await readBy(people.SUPERUSER, { filters: { entries: wrong } })).toBe(100);
    }
  });

  it('lists the newest entry first', async () => {
    const { rows } = await listAudit.run(people.SUPERUSER ?? null, { filters: {} }, contextOf());
    expect(rows.map(({ target }) => target)).toEqual(ALL.toReversed());
  });
});

describe('the search in the audit list', () => {
  const ORDER = {
    call: 'RemoveOperatorOMS',
    reason: { code: 'role_change' as const, text: 'ACC-12, moves' },
  };
  const found = async (search: string) => {
    const rows = await readBy(people.SUPERUSER, { search });
    return (rows as string[]).filter((words) => words.startsWith('of search'));
  };

  beforeAll(async () => {
    await record(people.outsider, { words: 'of search, done' }, 0, ORDER);
    const detail = 'Another change was faster.';
    await record(people.outsider, { words: 'of search, refused' }, 101, { call: 'ForceUserLogoff', detail });
  });

  it.each([
    ['acc-12', ['of search, done']],
    ['Role change', ['of search, done']],
    ['unassign', ['of search, done']],
    ['RemoveOperator', ['of search, done']],
    ['change was fast', ['of search, refused']],
    ['end all sess', ['of search, refused']],
    ['Refused', ['of search, refused']],
    ['refuse', ['of search, refused']],
    ['done', ['of search, done']],
    ['failed by nobody', []],
  ])('for %s finds entries by reason, detail, action and outcome', async (search, words) => {
    expect(await found(search)).toEqual(words);
  });

  it.each(['acc-12', 'refused', 'Role change', 'unassign'])(
    'for %s reads no table and no index from end to end',
    async (search) => {
      const statements = await statementsDuring(() => readBy(people.SUPERUSER, { search }));
      const rows = statements.filter(({ text }) => text.includes('AS keys,'));
      const plans = await explain(rows, ['seqscan', 'indexscan', 'indexonlyscan']);
      const nodes = plans.flatMap(nodesOf).filter((node) => node.Alias === 'e');
      expect(nodes.map((node) => node['Node Type'])).toEqual(['Bitmap Heap Scan']);
    },
  );
});

describe('a refusal for lack of a permission', () => {
  it('is about the affected person only for those who oversee everything', async () => {
    const victim = await create.user(database(), { userName: 'victim' });
    await create.company(database(), { name: 'Foreign', roles: [{ userId: victim.id, role: 'CoAgent' }] });
    const coAdmin = people['CoAdmin of company 1'];
    const attempts = ['victim', 'nobody of that name'].map((userName) => ({
      companyName: 'Foreign',
      roleName: 'CoAgent',
      userName,
    }));
    for (const request of attempts) {
      expect((await outcomeOf(removeUserRole.run(coAdmin ?? null, request, contextOf()))).code).toBe(20);
      expect((await outcomeOf(removeUserRole.run(people.outsider ?? null, request, contextOf()))).code).toBe(
        20,
      );
    }
    const target = 'victim · CoAgent · Foreign';
    expect(await readBy(people.PlatformAdmin, { filters: { subject: victim.id } })).toEqual([target, target]);
    expect(await readBy(people.PlatformAdmin, { search: String(victim.id) })).toEqual([target, target]);
    // Otherwise the CoAdmin would learn which user has this name.
    expect(await readBy(coAdmin, { filters: { subject: victim.id } })).toEqual([]);
    expect(await readBy(coAdmin, { search: String(victim.id) })).toEqual([]);
    const { rows } = await listAudit.run(
      coAdmin ?? null,
      { search: 'CoAgent · Foreign', filters: {} },
      contextOf(),
    );
    expect(rows).toHaveLength(2);
    for (const { seq } of rows) {
      const entry = await getAuditEntry.run(coAdmin ?? null, { seq }, contextOf());
      expect(entry.subject).toBeNull();
      expect(entry.isSignatureValid).toBe(true);
    }
  });
});

describe('the filters of the audit list', () => {
  const platformAdmin = () => people.PlatformAdmin;

  it('offer every call that writes audit entries', () => {
    const mutations = Object.values(calls).filter(({ kind }) => kind === 'mutation');
    const ofTheConsole = [exportAudit, exportEvidence, endOwnSession, endOtherSessions, restore];
    const names = [...mutations, ...ofTheConsole].map(({ call }) => call);
    expect([...AUDITED_CALLS].sort()).toEqual([...names, 'ChangeAuditKey', 'UnrecordedAttempts'].sort());
  });

  it('find entries by call, by day and by id', async () => {
    const actor = people['operator of OMS 1'] as Actor;
    const context = contextOf();
    const attempt = { actor, context, call: 'UnlockUser', requestId: context.requestId, request: {} };
    const target = { words: 'unlocked', subjectUserId: 1_234_567, accountId: 7_654_321, omsId: 9_876_543 };
    const result = { outcome: 'done' as const, errorCode: 0, detail: null };
    await inTransaction((tx) => writeEntries(tx, [{ attempt: { ...attempt, target }, result }]));
    const today = new Date().toISOString().slice(0, 10);
    const found = ['unlocked'];
    expect(await readBy(platformAdmin(), { filters: { call: 'UnlockUser' } })).toEqual(found);
    expect(
      await readBy(platformAdmin(), { filters: { call: 'UnlockUser', from: today, to: today } }),
    ).toEqual(found);
    const inZone = (zone: string, at: Date) => {
      const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
      return readBy(platformAdmin(), { filters: { call: 'UnlockUser', from: date, to: date, zone } });
    };
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(await inZone(zone, new Date()), zone).toEqual(found);
      expect(await inZone(zone, new Date(Date.now() - 86_400_000)), zone).toEqual([]);
      expect(await inZone(zone, new Date(Date.now() + 86_400_000)), zone).toEqual([]);
    }
    expect(await readBy(platformAdmin(), { filters: { account: 7_654_321 } })).toEqual(found);
    expect(await readBy(platformAdmin(), { filters: { oms: 9_876_543 } })).toEqual(found);
    expect(await readBy(platformAdmin(), { filters: { oms: 7_654_321 } })).toEqual([]);
    expect(await readBy(platformAdmin(), { filters: { from: '2999-01-01' } })).toEqual([]);
    expect(await readBy(platformAdmin(), { filters: { to: '2000-01-01' } })).toEqual([]);
    expect(await readBy(platformAdmin(), { search: '1234567' })).toEqual(found);
    expect(await readBy(platformAdmin(), { search: '7654321' })).toEqual(found);
    expect(
      await readBy(platformAdmin(), { search: String(actor.userId), filters: { call: 'UnlockUser' } }),
    ).toEqual(found);
  });

  it.each([
    { call: 'GetUsers' },
    { from: 'yesterday' },
    { to: '2026-02-30' },
    { from: '0000-01-01' },
    { zone: 'Nowhere/Else' },
  ])('refuse %j with code 100', async (filters) => {
    expect(await readBy(platformAdmin(), { filters })).toBe(100);
  });

  it('say that the first day is after the last', async () => {
    const filters = { from: '2026-03-02', to: '2026-03-01' };
    const { code, detail } = await outcomeOf(
      listAudit.run(platformAdmin() ?? null, { filters }, contextOf()),
    );
    expect(code).toBe(100);
    expect(detail).toContain('is 2026-03-02, which is after 2026-03-01');
  });
});
