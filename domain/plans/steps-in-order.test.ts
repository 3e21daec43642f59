import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { advisoryLock } from '../call/transaction';
import { removals } from '../removals';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { observeCall, refused } from '../testing/observe-call';
import type { Call } from '../testing/scene';
import { setUpTestDatabase } from '../testing/test-database';
import { holdOpen, untilWaiting } from '../testing/transactions';
import { previewPlan } from './preview';
import type { StepRequest } from './types';

setUpTestDatabase();

let superuser: Actor;
let people: { id: number; userName: string }[];

beforeEach(async () => {
  superuser = await newActor({ permissions: ['SUPERUSER'] });
  people = await Promise.all([1, 2, 3].map(() => create.user(database(), { permissions: ['Operator'] })));
});

/** For each removal: gives the three people one thing, and returns the requests to take it from each. */
const SHARED: Record<Call, () => Promise<object[]>> = {
  async RemoveOperatorOMS() {
    const { id: omsId } = await create.oms(database());
    for (const { id } of people) await create.assignment(database(), { operatorId: id, omsId });
    return people.map(({ id }) => ({ OperatorId: id, OMSId: omsId }));
  },
  async RemoveUserAccount() {
    const { id: accountId } = await create.account(database(), { omsId: (await create.oms(database())).id });
    for (const { id } of people) await create.link(database(), { userId: id, accountId });
    return people.map(({ id }) => ({ userId: id, accountId }));
  },
  async RemoveUserRole() {
    const roles = people.map(({ id }) => ({ userId: id, role: 'CoAdmin' as const }));
    const { name: companyName } = await create.company(database(), { roles });
    return people.map(({ userName }) => ({ companyName, roleName: 'CoAdmin', userName }));
  },
};
const CALLS = Object.keys(SHARED) as Call[];
const LAST = {
  RemoveOperatorOMS: 'last_operator',
  RemoveUserAccount: 'last_user',
  RemoveUserRole: 'last_co_admin',
};
const CHANGED = 'This changed while you were looking. Nothing was removed. Review it again.';

const previewSteps = async (steps: StepRequest[], actor = superuser) =>
  (await previewPlan.run(actor, { steps }, contextOf())).steps;
const warningsOf = ({ facts }: { facts: unknown }) => (facts as { warnings: string[] } | null)?.warnings;

/** The preview of a plan that takes a thing from all three, and what runs each step with its digest. */
async function planFor(call: Call) {
  const requests = await SHARED[call]();
  const steps = await previewSteps(requests.map((request) => ({ call, request })));
  const runStep = (index: number) => {
    const expectedDigest = steps[index]?.expectedDigest ?? '';
    return observeCall<unknown>(() =>
      removals[call].run(superuser, requests[index], contextOf({ expectedDigest })),
    );
  };
  return { steps, runStep };
}

describe.each(CALLS)('a plan of three steps with %s on one thing', (call) => {
  it('warns at the step that leaves nobody, and each step runs', async () => {
    const { steps, runStep } = await planFor(call);
    expect(steps.map(warningsOf)).toEqual([[], [], [LAST[call]]]);
    for (const index of [0, 1, 2]) {
      expect(await runStep(index)).toMatchObject({ code: 0, entries: [{ outcome: 'done' }] });
    }
  });

  it('is refused at the last step when a step before it was not done', async () => {
    const { runStep } = await planFor(call);
    expect(await runStep(0)).toMatchObject({ code: 0 });
    expect(await runStep(2)).toMatchObject(refused(101, CHANGED));
  });

  it('is refused at the step that would leave nobody because others removed the last', async () => {
    const { runStep } = await planFor(call);
    const last = { userId: people[2]?.id ?? 0 };
    await database().operatorOms.deleteMany({ where: { operatorId: last.userId } });
    await database().userAccount.deleteMany({ where: last });
    await database().companyRole.deleteMany({ where: last });
    expect(await runStep(0)).toMatchObject({ code: 0 });
    expect(await runStep(1)).toMatchObject(refused(101, CHANGED));
  });
});

describe('a step that is refused in the preview of a plan', () => {
  it('has no effect on the steps after it', async () => {
    const [first, second] = await SHARED.RemoveOperatorOMS();
    const steps = [
      { call: 'RemoveOperatorOMS', request: { ...first, IsDefault: true } },
      { call: 'UnlockUser', request: { UserId: 2_147_483_647 } },
      { call: 'RemoveOperatorOMS', request: second as object },
      { call: 'RemoveOperatorOMS', request: second as object },
    ];
    expect(await previewSteps(steps)).toMatchObject([
      { objection: expect.stringContaining('is not the default') },
      { objection: expect.stringContaining('no user 2147483647') },
      { objection: null, facts: { warnings: [] } },
      { objection: expect.stringContaining('already removed') },
    ]);
  });

  it('is the one that would take the last CoAdmin away, for an actor who may not', async () => {
    const requests = await SHARED.RemoveUserRole();
    await database().userPermission.deleteMany({ where: { userId: people[0]?.id ?? 0 } });
    const coAdmin = await signInAs(people[0]?.id ?? 0);
    const [own, ...others] = requests.map((request) => ({ call: 'RemoveUserRole', request }));
    const steps = await previewSteps([...others, own as StepRequest], coAdmin);
    expect(steps).toMatchObject([
      { objection: null },
      { objection: null },
      { objection: expect.stringContaining('is the last CoAdmin') },
    ]);
  });
});

describe('the preview of a plan', () => {
  it('shows that blocking a person leaves no other operator who can sign in', async () => {
    const [first, second, third] = await SHARED.RemoveOperatorOMS();
    const [, , { id: userId } = { id: 0 }] = people;
    const steps = await previewSteps([
      { call: 'RemoveOperatorOMS', request: first as object },
      { call: 'SetUserInfo', request: { userId, emailVerified: false } },
      { call: 'RemoveOperatorOMS', request: second as object },
      { call: 'RemoveOperatorOMS', request: third as object },
    ]);
    expect(steps.filter(({ facts }) => warningsOf({ facts })).map(warningsOf)).toEqual([
      [],
      ['no_other_can_manage'],
      ['last_operator'],
    ]);
  });

  it('shows restoring, and that a removal is restored only once', async () => {
    const [request] = await SHARED.RemoveUserAccount();
    const { requestId } = contextOf();
    await removals.RemoveUserAccount.run(superuser, request, contextOf({ requestId }));
    const step = { call: 'Restore', request: { requestId } };
    const { reply, removed, added, entries } = await observeCall(() => previewSteps([step, step]));
    expect(reply).toMatchObject([
      { facts: { call: 'AddUserAccount' }, expectedDigest: undefined, objection: null },
      { facts: null, objection: expect.stringContaining('already') },
    ]);
    expect({ removed, added, entries }).toEqual({ removed: [], added: [], entries: [] });
  });

  it('does not wait for changes of rights that the actor may not make', async () => {
    const [agent] = people;
    const roles = [{ userId: (await newActor()).userId, role: 'CoAdmin' as const }];
    await create.company(database(), { roles });
    const end = await holdOpen((tx) => advisoryLock(tx, 'rights'));
    const steps = [{ call: 'SetUserInfo', request: { userId: agent?.id ?? 0, emailVerified: false } }];
    const [step] = await previewSteps(steps, await signInAs(roles[0]?.userId ?? 0));
    await end('roll back');
    expect(step).toMatchObject({ facts: null, objection: expect.stringContaining('needs the permission') });
  });

  it('gives way to a change that waits for it, instead of a deadlock', async () => {
    const requests = await SHARED.RemoveUserAccount();
    const [first, second] = people;
    const lock = (id: number | undefined) => `SELECT 1 FROM user_accounts WHERE user_id = ${id} FOR UPDATE`;
    const steps = requests.map((request) => ({ call: 'RemoveUserAccount', request }));
    const preview = await database().$transaction(
      async (tx) => {
        await tx.$queryRawUnsafe(lock(second?.id));
        // In an object, so that the transaction doesn't wait for it.
        const begun = { steps: previewSteps(steps) };
        await untilWaiting();
        await tx.$queryRawUnsafe(lock(first?.id));
        return begun;
      },
      { timeout: 60_000 },
    );
    expect((await preview.steps).map(warningsOf)).toEqual([[], [], ['last_user']]);
  });
});
