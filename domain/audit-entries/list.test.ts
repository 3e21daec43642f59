import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { type Target, writeEntries } from '../call/audit/write';
import { inTransaction } from '../call/transaction';
import { calls } from '../registry';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { endOtherSessions } from '../users/end-other-sessions';
import { endOwnSession } from '../users/end-own-session';
import { exportAudit } from './export';
import { listAudit } from './list';
import { restore } from './restore';
import { AUDITED_CALLS } from './types';

setUpTestDatabase();

/** The actors of this test, keyed by the rights that they hold. */
let people: Record<string, Actor>;
let omses: { id: number; name: string }[];
let companies: { id: number; name: string }[];

async function record(actor: Actor | undefined, target: Target, errorCode = 0): Promise<void> {
  if (!actor) throw new Error('There is no such actor.');
  const context = contextOf();
  const attempt = { actor, context, call: 'SomeCall', requestId: context.requestId, target, request: {} };
  const outcomes: Record<number, 'done' | 'failed'> = { 0: 'done', 102: 'failed' };
  const result = { outcome: outcomes[errorCode] ?? ('refused' as const), errorCode, detail: null };
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

  it('lists the newest entry first', async () => {
    const { rows } = await listAudit.run(people.SUPERUSER ?? null, { filters: {} }, contextOf());
    expect(rows.map(({ target }) => target)).toEqual(ALL.toReversed());
  });
});

describe('the filters of the audit list', () => {
  const platformAdmin = () => people.PlatformAdmin;

  it('offer every call that writes audit entries', () => {
    const mutations = Object.values(calls).filter(({ kind }) => kind === 'mutation');
    const ofTheConsole = [exportAudit, endOwnSession, endOtherSessions, restore];
    const names = [...mutations, ...ofTheConsole].map(({ call }) => call);
    expect([...AUDITED_CALLS].sort()).toEqual([...names, 'ChangeAuditKey', 'UnrecordedAttempts'].sort());
  });

  it('find entries by call, by day and by id', async () => {
    const actor = people['operator of OMS 1'] as Actor;
    const context = contextOf();
    const attempt = { actor, context, call: 'UnlockUser', requestId: context.requestId, request: {} };
    const target = { words: 'unlocked', subjectUserId: 1_234_567, accountId: 7_654_321 };
    const result = { outcome: 'done' as const, errorCode: 0, detail: null };
    await inTransaction((tx) => writeEntries(tx, [{ attempt: { ...attempt, target }, result }]));
    const today = new Date().toISOString().slice(0, 10);
    const found = ['unlocked'];
    expect(await readBy(platformAdmin(), { filters: { call: 'UnlockUser' } })).toEqual(found);
    expect(
      await readBy(platformAdmin(), { filters: { call: 'UnlockUser', from: today, to: today } }),
    ).toEqual(found);
    expect(await readBy(platformAdmin(), { filters: { from: '2999-01-01' } })).toEqual([]);
    expect(await readBy(platformAdmin(), { filters: { to: '2000-01-01' } })).toEqual([]);
    expect(await readBy(platformAdmin(), { search: '1234567' })).toEqual(found);
    expect(await readBy(platformAdmin(), { search: '7654321' })).toEqual(found);
    expect(
      await readBy(platformAdmin(), { search: String(actor.userId), filters: { call: 'UnlockUser' } }),
    ).toEqual(found);
  });

  it.each([{ call: 'GetUsers' }, { from: 'yesterday' }, { to: '2026-02-30' }, { from: '0000-01-01' }])(
    'refuse %j with code 100',
    async (filters) => {
      expect(await readBy(platformAdmin(), { filters })).toBe(100);
    },
  );
});
