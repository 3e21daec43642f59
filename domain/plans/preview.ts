import { z } from 'zod';
import type { Actor, CallContext } from '../call/actor';
import { Refusal } from '../call/errors';
import type { Mutation } from '../call/mutation';
import { defineQuery } from '../call/operation';
import type { Removal } from '../call/removal';
import { removals } from '../removals';
import { forceUserLogoff } from '../users/force-logoff';
import { revokeUserPermission } from '../users/revoke-permission';
import { setUserInfo } from '../users/set-info';
import { unlockUser } from '../users/unlock';
import { type ChangeFacts, MAX_STEPS, type Plan, type PlannedStep } from './types';
import { readUnattended } from './unattended';

/** The calls that change permissions, a sign-in or sessions. A plan consists of these and of removals. */
const changes: Record<string, Mutation<unknown>> = {
  RevokeUserPermission: revokeUserPermission,
  SetUserInfo: setUserInfo,
  UnlockUser: unlockUser,
  ForceUserLogoff: forceUserLogoff,
};

/**
 * Each needs a dry run, and those that change rights run one at a time. More of them would delay real
 * changes.
 */
const MAX_CHANGES = 5;

const isChange = ({ call }: { call: string }) => Object.hasOwn(changes, call);

const calls = [...Object.keys(removals), ...Object.keys(changes)];

const request = z.object({
  steps: z
    .array(
      z.object({
        call: z.enum(calls as [string, ...string[]], {
          error: `must be one of ${calls.join(', ')}`,
        }),
        request: z.record(z.string(), z.unknown(), { error: 'must be an object' }),
      }),
      { error: 'must be a list of steps' },
    )
    .min(1, 'must have at least one step')
    .max(MAX_STEPS, `must have at most ${MAX_STEPS} steps`)
    .refine(
      (steps) => steps.filter(isChange).length <= MAX_CHANGES,
      `must have at most ${MAX_CHANGES} steps that change rights, a sign-in or sessions`,
    ),
});

type Step = z.output<typeof request>['steps'][number];

async function lookAtRemoval(
  actor: Actor,
  { call, request }: Step,
  context: CallContext,
): Promise<PlannedStep> {
  const removal = removals[call as keyof typeof removals] as Removal<object, unknown>;
  const { facts, objection } = await removal.preview.run(actor, request, context);
  if (objection !== null) return { facts: null, expectedDigest: undefined, objection };
  return { facts, expectedDigest: removal.digestInPlan(facts), objection };
}

const isOperator = ({ permissions }: ChangeFacts['before']) =>
  Array.isArray(permissions) && permissions.includes('Operator');

/** Previews a change by a dry run. */
async function lookAtChange(actor: Actor, { call, request }: Step): Promise<PlannedStep<ChangeFacts>> {
  const [effect] = (await changes[call]?.dryRun(actor, request)) ?? [];
  if (!effect) throw new Error(`${call} changes nothing.`);
  const before = effect.before as ChangeFacts['before'] & Pick<ChangeFacts, 'userId' | 'userName'>;
  const after = effect.after as ChangeFacts['after'];
  const { userId, userName } = before;
  const isBlocked = before.emailVerified === true && after.emailVerified === false;
  const isRevoked = isOperator(before) && !isOperator(after);
  const unattended =
    isBlocked || isRevoked ? await readUnattended(actor, userId, isBlocked) : { omses: [], companies: [] };
  const facts = { userId, userName, before, after, isSelf: userId === actor.userId, unattended };
  return { facts, expectedDigest: undefined, objection: null };
}

/**
 * Previews the steps of a plan one by one. A step that would be refused does not keep the others from being
 * shown.
 */
export const previewPlan = defineQuery({
  call: 'PreviewPlan',
  permission: 'people:read',
  request,
  async run(actor, { steps }, context): Promise<Plan> {
    const planned: PlannedStep[] = [];
    for (const step of steps) {
      try {
        planned.push(
          await (isChange(step) ? lookAtChange(actor, step) : lookAtRemoval(actor, step, context)),
        );
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        planned.push({ facts: null, expectedDigest: undefined, objection: error.detail });
      }
    }
    return { steps: planned };
  },
});
