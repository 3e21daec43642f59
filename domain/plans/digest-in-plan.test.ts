import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { assignOms, giveRole, linkAccount, makeUser } from '@/prisma/factories';
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

/** Two removals from the same person, each of which changes what the other's dialog would show. */
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

/** The digests that one preview of a plan gives for these requests. */
async function digestsInPlan(call: Call, requests: object[]): Promise<(string | undefined)[]> {
  const steps = requests.map((request) => ({ call, request }));
  return (await previewPlan.run(superuser, { steps }, contextOf())).steps.map(
    ({ expectedDigest }) => expectedDigest,
  );
}

const HAS_CHANGED = 'Something has changed since this was shown. Nothing was removed. Look again.';

describe.each(CALLS)('two of %s from one person', (call) => {
  it('run one after the other, with what one preview showed', async () => {
    const requests = PAIRS[call](world);
    const expectedDigest = await digestsInPlan(call, requests);
    for (const [index, request] of requests.entries()) {
      expect(await run(call, request, expectedDigest[index])).toMatchObject({
        code: 0,
        entries: [{ outcome: 'done' }],
      });
    }
  });

  it('do not, when each was previewed by itself: the whole digest refuses on any change', async () => {
    const [first, second] = PAIRS[call](world);
    const { digest } = await removals[call].preview.run(superuser, second, contextOf());
    expect(await run(call, first, undefined)).toMatchObject({ code: 0 });
    expect(await run(call, second, digest)).toMatchObject(refused(101, HAS_CHANGED));
  });

  it('are not taken for one another', async () => {
    const [first, second] = PAIRS[call](world);
    const [expectedDigest] = await digestsInPlan(call, [first, second]);
    expect(await run(call, second, expectedDigest)).toMatchObject(refused(101, HAS_CHANGED));
  });
});

/** What somebody else changes meanwhile, and whether it matters to who confirms the second of the pair. */
const CHANGES: [string, Call, boolean, (world: PersonWithEverything) => Promise<unknown>][] = [
  [
    'it became his default OMS',
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
    'he became the last operator',
    'RemoveOperatorOMS',
    true,
    ({ colleague }) => database().operatorOms.deleteMany({ where: { operatorId: colleague.id } }),
  ],
  [
    'another operator came',
    'RemoveOperatorOMS',
    false,
    async ({ omses: [, { id: omsId }] }) => {
      const { id: operatorId } = await makeUser(database(), { permissions: ['Operator'] });
      await assignOms(database(), { operatorId, omsId });
    },
  ],
  [
    'it became his default account',
    'RemoveUserAccount',
    true,
    ({ user, accounts: [, other] }) =>
      database().user.update({ where: { id: user.id }, data: { defaultAccountId: other.id } }),
  ],
  [
    'he became the last user',
    'RemoveUserAccount',
    true,
    ({ colleague }) => database().userAccount.deleteMany({ where: { userId: colleague.id } }),
  ],
  [
    'another user came',
    'RemoveUserAccount',
    true,
    async ({ accounts: [, { id: accountId }] }) => {
      const { id: userId } = await makeUser(database());
      await linkAccount(database(), { userId, accountId });
    },
  ],
  [
    'he became the last CoAdmin',
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
    'he was given another role there',
    'RemoveUserRole',
    false,
    ({ user, companies: [{ id: companyId }] }) =>
      giveRole(database(), { companyId, userId: user.id, role: 'CoAgent' }),
  ],
];

describe('what somebody else changed between the preview of a plan and its step', () => {
  it.each(CHANGES)('%s: %s is refused: %s', async (_, call, isRefused, change) => {
    const requests = PAIRS[call](world);
    const [, expectedDigest] = await digestsInPlan(call, requests);
    await change(world);
    const outcome = await run(call, requests[1], expectedDigest);
    expect(outcome).toMatchObject(isRefused ? refused(101, HAS_CHANGED) : { code: 0 });
  });

  it('a CoAdmin’s own right, which the first step took, refuses the second', async () => {
    const coAdmin = await signInAs(world.colleague.id);
    const [{ name: companyName }] = world.companies;
    const own = { companyName, roleName: 'CoAdmin', userName: world.colleague.userName };
    const his = { companyName, roleName: 'CoShareholder', userName: world.user.userName };
    const steps = [own, his].map((request) => ({ call: 'RemoveUserRole', request }));
    const plan = await previewPlan.run(coAdmin, { steps }, contextOf());
    const runs = [own, his].map((request, index) => () => {
      const expectedDigest = plan.steps[index]?.expectedDigest ?? '';
      return removals.RemoveUserRole.run(coAdmin, request, contextOf({ expectedDigest }));
    });
    expect(await observeCall(runs[0] as () => Promise<unknown>)).toMatchObject({ code: 0 });
    expect(await observeCall(runs[1] as () => Promise<unknown>)).toMatchObject({ code: 20, removed: [] });
  });
});
