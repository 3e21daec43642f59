import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { restore } from '../audit-entries/restore';
import type { Actor } from '../call/actor';
import { writeEntries } from '../call/audit/write';
import { inTransaction } from '../call/transaction';
import { calls } from '../registry';
import { removals as removalCalls } from '../removals';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { readList } from '../testing/read-list';
import { type Call, makeRemovalScene } from '../testing/scene';
import { setUpTestDatabase } from '../testing/test-database';
import { getOverview } from './get';

setUpTestDatabase();

const run = (actor: Actor, call: keyof typeof calls, request: object, expectedDigest?: string) =>
  outcomeOf<unknown>(
    calls[call].run(actor, request, contextOf({ ...(expectedDigest !== undefined && { expectedDigest }) })),
  );
const overviewOf = async (actor: Actor) => {
  const overview = await getOverview.run(actor, {}, contextOf());
  return { ...overview, latest: overview.latest ?? [] };
};
const countsOf = (removals: Awaited<ReturnType<typeof overviewOf>>['removals']) =>
  (removals ?? []).map(({ day, call, count }) => `${day} ${call} ${count}`);

let superuser: Actor;

beforeEach(async () => {
  superuser = await newActor({ permissions: ['SUPERUSER'] });
});

describe('the overview of a SUPERUSER', () => {
  it('counts the completed removals of today by call, and the refused attempts by what was wrong', async () => {
    const { requests, company, user } = await makeRemovalScene();
    const called = Object.keys(removalCalls) as Call[];
    for (const call of called) {
      expect(await run(superuser, call, requests[call])).toMatchObject({ code: 0 });
      expect(await run(superuser, call, requests[call])).toMatchObject({ code: 104 });
    }
    const { id: userId } = await create.user(database());
    await create.role(database(), { companyId: company.id, userId, role: 'CoAdmin' });
    await run(superuser, 'RemoveAllCoAdmins', { companyName: company.name });
    await run(superuser, 'SetUserInfo', { userId: user.id, emailVerified: false });
    await run(superuser, 'UpdateCompanyAddRoles', {
      companyName: company.name,
      roleNames: ['CoAgent'],
      userName: user.userName,
    });
    await run(superuser, 'SetUserInfo', { userId: superuser.userId, emailVerified: false });
    await run(superuser, 'RemoveUserRole', 'malformed' as unknown as object);

    const { today, removals, removers, attempts, from } = await overviewOf(superuser);
    expect(countsOf(removals)).toEqual([
      `${today} RemoveAllCoAdmins 2`,
      ...called.toSorted().map((call) => `${today} ${call} 1`),
    ]);
    expect(removers).toBe(1);
    expect(attempts?.refused.count).toBe(called.length + 1);
    expect(attempts?.refused.byCode.toSorted((one, other) => one.code - other.code)).toEqual([
      { code: 101, count: 1 },
      { code: 104, count: called.length },
    ]);
    const listed = async (filters: object) =>
      (await readList(superuser, 'audit', { filters: { ...filters, from } })).total.count;
    expect(await listed({ outcome: 'refused' })).toBe(called.length + 1);
    expect(await listed({ kind: 'removal' })).toBe(removals?.reduce((sum, { count }) => sum + count, 0));
  });
});

it('the overview counts the removals that were restored, and names who did it', async () => {
  const { requests } = await makeRemovalScene();
  await run(superuser, 'RemoveOperatorOMS', requests.RemoveOperatorOMS);
  const seq = (await overviewOf(superuser)).latest[0]?.seq;
  expect(await outcomeOf(restore.run(superuser, { seq }, contextOf()))).toMatchObject({ code: 0 });
  const { attempts, from } = await overviewOf(superuser);
  const { total } = await readList(superuser, 'audit', { filters: { kind: 'restore', from } });
  expect(total.count).toBe(1);
  expect(attempts?.restored).toEqual({ count: 1, people: 1, name: superuser.userName });
});

describe('the overview of an Operator', () => {
  it('counts their own calls and those about their OMSs, except others’ refusals with code 20', async () => {
    const db = database();
    const operator = await newActor({ permissions: ['Operator'] });
    const [mine, foreign] = [await create.oms(db), await create.oms(db)];
    const { id: operatorId } = await create.user(db, { permissions: ['Operator'] });
    for (const { id: omsId } of [mine, foreign]) await create.assignment(db, { operatorId, omsId });
    await create.assignment(db, { operatorId: operator.userId, omsId: mine.id });
    const plain = await newActor();
    const before = await overviewOf(operator);

    const request = ({ id: OMSId }: { id: number }) => ({ OperatorId: operatorId, OMSId });
    const attempts = [
      await run(superuser, 'RemoveOperatorOMS', request(mine), 'something else'),
      await run(superuser, 'RemoveOperatorOMS', request(mine)),
      await run(superuser, 'RemoveOperatorOMS', request(foreign)),
      await run(plain, 'RemoveOperatorOMS', request(mine)),
      await run(operator, 'ForceUserLogoff', { username: plain.userName }),
    ];
    expect(attempts.map(({ code }) => code)).toEqual([101, 0, 0, 20, 20]);
    // A right that is revoked while a call waits is missed only after the target, and with it the OMS, is
    // known.
    const context = contextOf();
    const target = { words: mine.name, omsId: mine.id };
    const late = { actor: plain, context, call: 'RemoveOperatorOMS', requestId: context.requestId };
    const result = { outcome: 'refused' as const, errorCode: 20, detail: 'No right.' };
    await inTransaction((tx) => writeEntries(tx, [{ attempt: { ...late, target, request: {} }, result }]));

    const { latest, removals, removers, today, attempts: summed } = await overviewOf(operator);
    expect(countsOf(before.removals)).toEqual([]);
    expect(countsOf(removals)).toEqual([`${today} RemoveOperatorOMS 1`]);
    // The only refusal with code 20 is the actor's own.
    expect(latest.map(({ actorId, call, errorCode }) => [actorId, call, errorCode])).toEqual([
      [operator.userId, 'ForceUserLogoff', 20],
      [superuser.userId, 'RemoveOperatorOMS', 0],
      [superuser.userId, 'RemoveOperatorOMS', 101],
    ]);
    expect(removers).toBe(1);
    expect(summed?.refused.count).toBe(2);
    expect(latest.filter(({ actorId }) => actorId !== operator.userId)).toMatchObject(
      [1, 2].map(() => ({ address: null, sessionId: null })),
    );
    expect(JSON.stringify(latest)).not.toContain(foreign.name);
  });
});

describe('the overview of a CompanyAdmin', () => {
  it('counts the calls about their companies', async () => {
    const db = database();
    const [me, member] = [await create.user(db), await create.user(db)];
    const roles = [{ userId: member.id, role: 'CoAgent' as const }];
    const [mine, foreign] = [await create.company(db, { roles }), await create.company(db, { roles })];
    await create.role(db, { companyId: mine.id, userId: me.id, role: 'CoAdmin' });
    for (const { name: companyName } of [mine, foreign]) {
      const request = { companyName, roleName: 'CoAgent', userName: member.userName };
      expect(await run(superuser, 'RemoveUserRole', request)).toMatchObject({ code: 0 });
    }
    const { latest, removals, today } = await overviewOf(await signInAs(me.id));
    expect(countsOf(removals)).toEqual([`${today} RemoveUserRole 1`]);
    expect(latest.map(({ target }) => target)).toEqual([expect.stringContaining(mine.name)]);
  });
});

it('the overview shows the latest eight entries, the newest first', async () => {
  const user = await create.user(database());
  for (let nth = 0; nth < 9; nth += 1) await run(superuser, 'UnlockUser', { UserId: user.id });
  const { latest } = await overviewOf(superuser);
  const { rows } = await readList(superuser, 'audit', { size: 25 });
  expect(latest).toHaveLength(8);
  expect(latest).toEqual(rows.slice(0, 8));
});
