import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { contextOf, signInAs } from '../testing/actors';
import { observeCall } from '../testing/observe-call';
import type { PersonWithEverything } from '../testing/person-with-everything';
import { makePlanScene, PLANNED_CALLS, type PlanScene } from '../testing/planned-steps';
import { setUpTestDatabase } from '../testing/test-database';
import { previewPlan } from './preview';
import type { StepRequest } from './types';

setUpTestDatabase();

let scene: PlanScene;
beforeEach(async () => {
  scene = await makePlanScene();
});

const preview = (actor: Actor, steps: unknown) =>
  observeCall(() => previewPlan.run(actor, { steps }, contextOf()));

/** The form of a password hash, without a password that fits it. */
const PASSWORD_HASH = '$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA';

const objection = (words: string) => ({
  facts: null,
  expectedDigest: undefined,
  objection: expect.stringContaining(words),
});

describe('a step that would be refused', () => {
  it.each<[string, string, (world: PersonWithEverything) => StepRequest]>([
    [
      'is about a user who does not exist',
      'no user 2147483647',
      () => ({ call: 'UnlockUser', request: { UserId: 2_147_483_647 } }),
    ],
    [
      'violates a rule',
      'is not the default',
      ({ user, omses: [, oms] }) => ({
        call: 'RemoveOperatorOMS',
        request: { OperatorId: user.id, OMSId: oms.id, IsDefault: true },
      }),
    ],
    [
      'blocks the actor from signing in',
      'You can’t block your own sign-in',
      () => ({ call: 'SetUserInfo', request: { userId: scene.superuser.userId, emailVerified: false } }),
    ],
    [
      'revokes a permission that the user does not hold',
      'does not hold the permission PlatformAdmin',
      ({ user }) => ({
        call: 'RevokeUserPermission',
        request: { UserId: user.id, Permission: 'PlatformAdmin' },
      }),
    ],
    [
      'is malformed',
      'UserId must be an integer',
      () => ({ call: 'UnlockUser', request: { UserId: 'nobody' } }),
    ],
  ])(
    'because it %s is shown with its objection, and the other steps as usual',
    async (_, words, stepOfCase) => {
      const { reply, removed, added, entries } = await preview(scene.superuser, [
        scene.step('RemoveUserAccount'),
        stepOfCase(scene.world),
        scene.step('ForceUserLogoff'),
      ]);
      expect(reply?.steps).toEqual([
        scene.shown('RemoveUserAccount'),
        objection(words),
        scene.shown('ForceUserLogoff'),
      ]);
      expect({ removed, added, entries }).toEqual({ removed: [], added: [], entries: [] });
    },
  );

  it('because its removal was done meanwhile is shown with that objection', async () => {
    await database().operatorOms.deleteMany();
    const { reply } = await preview(scene.superuser, ['RemoveOperatorOMS', 'UnlockUser'].map(scene.step));
    expect(reply?.steps).toEqual([objection('already removed'), scene.shown('UnlockUser')]);
  });

  it('for lack of a right is shown with that objection: a CoAdmin may only remove roles', async () => {
    await database().userPermission.deleteMany({ where: { userId: scene.world.colleague.id } });
    const coAdmin = await signInAs(scene.world.colleague.id);
    const { reply } = await preview(coAdmin, PLANNED_CALLS.map(scene.step));
    expect(reply?.steps).toEqual(
      PLANNED_CALLS.map((call) =>
        call === 'RemoveUserRole' ? scene.shown(call) : objection(`${call} needs the permission`),
      ),
    );
  });

  it('because it affects the last SUPERUSER who can sign in is shown with that objection', async () => {
    const { id } = await create.user(database(), { permissions: ['SUPERUSER'], passwordHash: PASSWORD_HASH });
    const steps = [
      { call: 'RevokeUserPermission', request: { UserId: id, Permission: 'SUPERUSER' } },
      { call: 'SetUserInfo', request: { userId: id, emailVerified: false } },
    ];
    const { reply } = await preview(scene.superuser, steps);
    expect(reply?.steps).toEqual([objection('is the last SUPERUSER'), objection('is the last SUPERUSER')]);
  });
});
