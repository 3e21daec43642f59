import { z } from 'zod';
import { restore } from '../audit-entries/restore';
import type { Actor } from '../call/actor';
import { atSavepoint, inDryRunOfSteps } from '../call/dry-run';
import { Refusal } from '../call/errors';
import type { Mutation } from '../call/mutation';
import { defineQuery } from '../call/operation';
import { can } from '../call/permissions';
import type { Removal } from '../call/removal';
import { advisoryLock, type Tx } from '../call/transaction';
import type { Preview } from '../call/types';
import { removals } from '../removals';
import { forceUserLogoff } from '../users/force-logoff';
import { revokeUserPermission } from '../users/revoke-permission';
import { setUserInfo } from '../users/set-info';
import { unlockUser } from '../users/unlock';
import { type ChangeFacts, MAX_STEPS, type Plan, type PlannedStep } from './types';
import { readUnattended } from './unattended';

/**
 * The calls that change permissions, a sign-in or sessions. A plan consists of these, of removals, and of
 * restoring them.
 */
const changes: Record<string, Mutation<unknown>> = {
  RevokeUserPermission: revokeUserPermission,
  SetUserInfo: setUserInfo,
  UnlockUser: unlockUser,
  ForceUserLogoff: forceUserLogoff,
};

/** Those that change rights run one at a time. More of them would delay real changes. */
const MAX_CHANGES = 5;

const isChange = ({ call }: { call: string }) => Object.hasOwn(changes, call);

const calls = [...Object.keys(removals), ...Object.keys(changes), restore.call];

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

/** A step that is restored has no digest: Restore finds out by itself whether it still applies. */
async function lookAtRestoring(tx: Tx, actor: Actor, { request }: Step): Promise<PlannedStep> {
  const facts = await restore.previewStep(tx, actor, request);
  return { facts, expectedDigest: undefined, objection: null };
}

async function lookAtRemoval(tx: Tx, actor: Actor, { call, request }: Step): Promise<PlannedStep> {
  const removal = removals[call as keyof typeof removals] as Removal<object, unknown>;
  const { facts, digest, objection }: Preview<object> = await removal.previewStep(tx, actor, request);
  if (objection !== null) return { facts: null, expectedDigest: undefined, objection };
  return { facts, expectedDigest: digest, objection };
}

const isOperator = ({ permissions }: ChangeFacts['before']) =>
  Array.isArray(permissions) && permissions.includes('Operator');

/** Previews a change by a dry run. */
async function lookAtChange(
  tx: Tx,
  actor: Actor,
  { call, request }: Step,
): Promise<PlannedStep<ChangeFacts>> {
  const [effect] = (await changes[call]?.dryRunIn(tx, actor, request)) ?? [];
  if (!effect) throw new Error(`${call} changes nothing.`);
  const before = effect.before as ChangeFacts['before'] & Pick<ChangeFacts, 'userId' | 'userName'>;
  const after = effect.after as ChangeFacts['after'];
  const { userId, userName } = before;
  const isBlocked = before.emailVerified === true && after.emailVerified === false;
  const isRevoked = isOperator(before) && !isOperator(after);
  const unattended =
    isBlocked || isRevoked
      ? await readUnattended(tx, { actor, userId, isBlocked })
      : { omses: [], companies: [] };
  const facts = { userId, userName, before, after, isSelf: userId === actor.userId, unattended };
  return { facts, expectedDigest: undefined, objection: null };
}

const mayChangeRights = (actor: Actor, change: Mutation<unknown> | undefined) =>
  change?.changesRights === true && can(actor, change.permission);

function look(tx: Tx, actor: Actor, step: Step): Promise<PlannedStep> {
  if (isChange(step)) return lookAtChange(tx, actor, step);
  return step.call === restore.call ? lookAtRestoring(tx, actor, step) : lookAtRemoval(tx, actor, step);
}

/**
 * Previews the steps of a plan in their order, in one transaction that is rolled back: each shows the facts that
 * the steps before it leave. A step that would be refused has no effect on the others.
 */
export const previewPlan = defineQuery({
  call: 'PreviewPlan',
  permission: 'people:read',
  request,
  run: (actor, { steps }): Promise<Plan> =>
    inDryRunOfSteps(async (tx) => {
      // First of all locks, as in the calls themselves. Who may not make a change never holds up those who may.
      if (steps.some(({ call }) => mayChangeRights(actor, changes[call]))) await advisoryLock(tx, 'rights');
      const planned: PlannedStep[] = [];
      for (const step of steps) {
        try {
          planned.push(await atSavepoint(tx, () => look(tx, actor, step)));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          planned.push({ facts: null, expectedDigest: undefined, objection: error.detail });
        }
      }
      return { steps: planned };
    }),
});
