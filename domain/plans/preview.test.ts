import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import type { Actor } from '../call/actor';
import { contextOf, newActor } from '../testing/actors';
import { answered, malformed, observeCall } from '../testing/observe-call';
import { makePlanScene, PLANNED_CALLS, type PlanScene } from '../testing/planned-steps';
import { setUpTestDatabase } from '../testing/test-database';
import { previewPlan } from './preview';

setUpTestDatabase();

let scene: PlanScene;
beforeEach(async () => {
  scene = await makePlanScene();
});

const preview = (actor: Actor | null, steps: unknown) =>
  observeCall(() => previewPlan.run(actor, { steps }, contextOf()));

describe('the preview of a plan', () => {
  it.each(PLANNED_CALLS)('shows what %s would do, and changes nothing', async (call) => {
    expect(await preview(scene.superuser, [scene.step(call)])).toEqual(
      answered({ steps: [scene.shown(call)] }),
    );
  });

  it('shows all steps in the order of the request', async () => {
    const calls = PLANNED_CALLS.toReversed();
    expect(await preview(scene.superuser, calls.map(scene.step))).toEqual(
      answered({ steps: calls.map(scene.shown) }),
    );
  });

  it('marks a step about the actor themselves', async () => {
    const request = { UserId: scene.superuser.userId, Permission: 'Operator' };
    await database().userPermission.create({
      data: { userId: scene.superuser.userId, permission: 'Operator' },
    });
    const { reply } = await preview(scene.superuser, [{ call: 'RevokeUserPermission', request }]);
    expect(reply?.steps).toMatchObject([{ facts: { isSelf: true } }]);
  });
});

describe('a plan', () => {
  const unlock = () => scene.step('UnlockUser');
  const unassign = () => scene.step('RemoveOperatorOMS');

  it.each<[string, () => unknown, string]>([
    ['no steps', () => [], 'steps must have at least one step.'],
    ['51 steps', () => Array.from({ length: 51 }, unassign), 'steps must have at most 50 steps.'],
    [
      '6 changes of rights',
      () => [unassign(), ...Array.from({ length: 6 }, unlock)],
      'steps must have at most 5 steps that change rights, a sign-in or sessions.',
    ],
    ['text', () => 'text', 'steps must be a list of steps.'],
    [
      'a request that is not an object',
      () => [{ ...unlock(), request: 1 }],
      'steps.0.request must be an object.',
    ],
    ...['AddUserPermission', 'RemoveAllCoAdmins', 'constructor', '', undefined].map(
      (call): [string, () => unknown, string] => [
        `the call ${call}`,
        () => [unlock(), { call, request: {} }],
        `steps.1.call must be one of ${[...PLANNED_CALLS, 'Restore'].join(', ')}.`,
      ],
    ),
  ])('of %s is refused with code 100', async (_, stepsOf, detail) => {
    expect(await preview(scene.superuser, stepsOf())).toEqual(malformed(detail));
  });

  it('of 50 steps is previewed', async () => {
    const steps = Array.from({ length: 50 }, (_, index) => (index < 1 ? unlock() : unassign()));
    const { reply } = await preview(scene.superuser, steps);
    const again = { facts: null, objection: expect.stringContaining('already removed') };
    expect(reply?.steps).toMatchObject(
      steps.map(({ call }, index) => (index <= 1 ? scene.shown(call) : again)),
    );
  });

  it.each(['a call without a session', 'a plain user'])('is refused for %s', async (kind) => {
    const actor = kind === 'a call without a session' ? null : await newActor();
    expect(await preview(actor, [scene.step('UnlockUser')])).toMatchObject({ code: 20, reply: null });
  });
});
