import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { removals } from '../removals';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { observeCall, refused } from '../testing/observe-call';
import { makePersonWithEverything, type PersonWithEverything } from '../testing/person-with-everything';
import { setUpTestDatabase } from '../testing/test-database';
import { previewPlan } from './preview';

setUpTestDatabase();

type Call = keyof typeof removals;
let world: PersonWithEverything;
let superuser: Actor;

beforeEach(async () => {
  world = await makePersonWithEverything();
  superuser = await newActor({ permissions: ['SUPERUSER'] });
});

/** For each call, two removals on the same person, each of which changes what the other's preview shows. */
const PAIRS: Record<Call, (world: PersonWithEverything) => [object, object]> = {
  RemoveOperatorOMS: ({ user, omses: [one, other] }) => [
    { OperatorId: user.id, OMSId: one.id },
    { OperatorId: user.id, OMSId: other.id },
  ],
  RemoveUserAccount: ({ user, accounts: [one, other] }) => [
    { userId: user.id, accountId: one.id },
    { userId: user.id, accountId: other.id },
  ],
  RemoveUserRole: ({ user: { userName }, companies: [{ name: companyName }] }) => [
    { companyName, roleName: 'CoShareholder', userName },
    { companyName, roleName: 'CoAdmin', userName },
  ],
};
const CALLS = Object.keys(PAIRS) as Call[];

const run = (call: Call, request: object, expectedDigest: string | undefined) =>
  observeCall<unknown>(() =>
    removals[call].run(
      superuser,
      request,
      contextOf({ ...(expectedDigest !== undefined && { expectedDigest }) }),
    ),
  );

/** The digests that the preview of one plan gives for these requests. */
async function digestsInPlan(call: Call, requests: object[]): Promise<(string | undefined)[]> {
  const steps = requests.map((request) => ({ call, request }));
  return (await previewPlan.run(superuser, { steps }, contextOf())).steps.map(
    ({ expectedDigest }) => expectedDigest,
  );
}

const HAS_CHANGED = 'This changed while you were looking. Nothing was removed. Review it again.';

describe.each(CALLS)('two removals with %s on one person', (call) => {
  it('both succeed with the digests from the preview of one plan', async () => {
    const requests = PAIRS[call](world);
    const expectedDigest = await digestsInPlan(call, requests);
    for (const [index, request] of requests.entries()) {
      expect(await run(call, request, expectedDigest[index])).toMatchObject({
        code: 0,
        entries: [{ outcome: 'done' }],
      });
    }
  });

  it('fail on the second when it was previewed alone, because its digest covers every fact', async () => {
    const [first, second] = PAIRS[call](world);
    const { digest } = await removals[call].preview.run(superuser, second, contextOf());
    expect(await run(call, first, undefined)).toMatchObject({ code: 0 });
    expect(await run(call, second, digest)).toMatchObject(refused(101, HAS_CHANGED));
  });

  it('have different digests: that of the first is refused for the second', async () => {
    const [first, second] = PAIRS[call](world);
    const [expectedDigest] = await digestsInPlan(call, [first, second]);
    expect(await run(call, second, expectedDigest)).toMatchObject(refused(101, HAS_CHANGED));
  });
});

/**
 * Changes made by others meanwhile, and whether they make the second removal of the pair refuse its digest.
 */
const CHANGES: [string, Call, boolean, (world: PersonWithEverything) => Promise<unknown>][] = [
  [
    'the OMS became the person’s default',
    'RemoveOperatorOMS',
    true,
    async ({ user, omses: [one, other] }) => {
      const set = (omsId: number, isDefault: boolean) =>
        database().operatorOms.updateMany({ where: { operatorId: user.id, omsId }, data: { isDefault } });
      await set(one.id, false);
      await set(other.id, true);
    },
  ],
  [
    'the person became the last operator',
    'RemoveOperatorOMS',
    true,
    ({ colleague }) => database().operatorOms.deleteMany({ where: { operatorId: colleague.id } }),
  ],
  [
    'another operator was added',
    'RemoveOperatorOMS',
    false,
    async ({ omses: [, { id: omsId }] }) => {
      const { id: operatorId } = await create.user(database(), { permissions: ['Operator'] });
      await create.assignment(database(), { operatorId, omsId });
    },
  ],
  [
    'the account became the person’s default',
    'RemoveUserAccount',
    true,
    ({ user, accounts: [, other] }) =>
      database().user.update({ where: { id: user.id }, data: { defaultAccountId: other.id } }),
  ],
  [
    'the person became the last user',
    'RemoveUserAccount',
    true,
    ({ colleague }) => database().userAccount.deleteMany({ where: { userId: colleague.id } }),
  ],
  [
    'another user was added',
    'RemoveUserAccount',
    false,
    async ({ accounts: [, { id: accountId }] }) => {
      const { id: userId } = await create.user(database());
      await create.link(database(), { userId, accountId });
    },
  ],
  [
    'the person became the last CoAdmin',
    'RemoveUserRole',
    true,
    ({ colleague }) => database().companyRole.deleteMany({ where: { userId: colleague.id } }),
  ],
  [
    'no other CoAdmin can sign in any more',
    'RemoveUserRole',
    true,
    ({ colleague }) =>
      database().user.update({ where: { id: colleague.id }, data: { emailVerified: false } }),
  ],
  [
    'the person was given another role in the company',
    'RemoveUserRole',
    false,
    ({ user, companies: [{ id: companyId }] }) =>
      create.role(database(), { companyId, userId: user.id, role: 'CoAgent' }),
  ],
];

describe('a change between the preview of a plan and one of its steps', () => {
  it.each(CHANGES)('(%s) makes %s refuse the step: %s', async (_, call, isRefused, change) => {
    const requests = PAIRS[call](world);
    const [, expectedDigest] = await digestsInPlan(call, requests);
    await change(world);
    const outcome = await run(call, requests[1], expectedDigest);
    expect(outcome).toMatchObject(isRefused ? refused(101, HAS_CHANGED) : { code: 0 });
  });

  it('that removes the CoAdmin’s own right in the first step makes the second step refused', async () => {
    const coAdmin = await signInAs(world.colleague.id);
    const [{ name: companyName }] = world.companies;
    const own = { companyName, roleName: 'CoAdmin', userName: world.colleague.userName };
    const other = { companyName, roleName: 'CoShareholder', userName: world.user.userName };
    const steps = [own, other].map((request) => ({ call: 'RemoveUserRole', request }));
    const plan = await previewPlan.run(coAdmin, { steps }, contextOf());
    const runs = [own, other].map((request, index) => () => {
      const expectedDigest = plan.steps[index]?.expectedDigest ?? '';
      return removals.RemoveUserRole.run(coAdmin, request, contextOf({ expectedDigest }));
    });
    expect(await observeCall(runs[0] as () => Promise<unknown>)).toMatchObject({ code: 0 });
    expect(await observeCall(runs[1] as () => Promise<unknown>)).toMatchObject({ code: 20, removed: [] });
  });
});
