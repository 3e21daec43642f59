import { z } from 'zod';
import { database } from '@/prisma/client';
import type { Actor } from '../call/actor';
import { recordFailure } from '../call/audit/record-failure';
import { demandRight } from '../call/authorize';
import { canonicalJson, sha256 } from '../call/digest';
import { NO_SESSION, Refusal, refuse } from '../call/errors';
import type { MutationContext, Recorded } from '../call/mutation';
import { defineQuery } from '../call/operation';
import { parseRequest, tryRequest } from '../call/request';
import { deadlineFromNow, type Tx, translateError } from '../call/transaction';
import type { Preview } from '../call/types';
import { type FoundRemoval, findRemoval } from './find-removal';
import type { RestoreFacts } from './types';

const CALL = 'Restore';
const PERMISSION = 'audit:read' as const;
const OPERATION = { call: CALL, permission: PERMISSION };

const request = z
  .object({
    seq: z
      .string()
      .regex(/^\d{1,18}$/, 'must be the number of an entry')
      .transform(BigInt)
      .optional(),
    requestId: z.string().min(1, 'must not be empty').max(200, 'is too long').optional(),
  })
  .refine(({ seq, requestId }) => (seq === undefined) !== (requestId === undefined), {
    path: ['seq'],
    error: 'or requestId must be given, one of them',
  });

type Naming = z.output<typeof request>;

const inJson = ({ seq, requestId }: Naming) => (seq === undefined ? { requestId } : { seq: String(seq) });

const factsOf = ({ seq, at, actorName, target, undo }: FoundRemoval): RestoreFacts => ({
  seq: String(seq),
  call: undo.mutation.call,
  target,
  removedBy: actorName,
  removedAt: at,
});

/** Why the removal can't be restored now, by a dry run, or null. */
async function objectionTo(removal: FoundRemoval, actor: Actor): Promise<string | null> {
  const { undo, seq, before } = removal;
  try {
    await undo.mutation.dryRun(actor, undo.request(removal), { seq, before });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.detail;
    throw error;
  }
}

/** Finds the removal to restore. It records a refusal itself, since no mutation has started yet. */
async function findOrRecord(actor: Actor, naming: Naming, context: MutationContext): Promise<FoundRemoval> {
  const deadline = deadlineFromNow();
  try {
    demandRight(actor, OPERATION);
    return await findRemoval(database(), actor, naming);
  } catch (error) {
    const { requestId, reason } = context;
    const attempt = {
      actor,
      context,
      call: CALL,
      requestId,
      request: inJson(naming),
      ...(reason && { reason }),
      target: { words: naming.seq === undefined ? `request ${naming.requestId}` : `entry ${naming.seq}` },
    };
    await recordFailure(attempt, { reason: translateError(error), isCommitting: false, deadline });
    throw error;
  }
}

/**
 * Restores a removal by the documented inverse call, with a request made from the removal's entry and with
 * the actor's current rights. The new audit entry refers to the removal.
 */
export const restore = {
  ...OPERATION,

  /**
   * @param actor null without an open session
   * @param input which removal: `{ seq }`, or `{ requestId }` of one of the actor's own
   * @returns the inverse call's reply, and the number of the new entry
   * @throws Refusal 104 when there is no such removal in the actor's scope, 101 when it can't be restored any
   *   more, 20 when the actor may not restore it
   */
  async runRecorded(
    actor: Actor | null,
    input: unknown,
    context: MutationContext,
  ): Promise<Recorded<unknown>> {
    if (actor === null) refuse('not_authorized', NO_SESSION);
    const { request: naming, problem } = tryRequest(request, input);
    if (problem) {
      demandRight(actor, OPERATION);
      throw problem;
    }
    const removal = await findOrRecord(actor, naming, context);
    const { undo, seq, before } = removal;
    const { expectedDigest: _, ...rest } = context;
    return undo.mutation.runRecorded(actor, undo.request(removal), { ...rest, restores: { seq, before } });
  },

  /** As runRecorded, without the number. */
  async run(actor: Actor | null, input: unknown, context: MutationContext): Promise<unknown> {
    return (await restore.runRecorded(actor, input, context)).reply;
  },

  /**
   * Restores as a step of a plan, in a transaction that the caller rolls back.
   *
   * @returns what would be restored
   * @throws what `runRecorded` would throw
   */
  async previewStep(tx: Tx, actor: Actor, input: unknown): Promise<RestoreFacts> {
    demandRight(actor, OPERATION);
    const removal = await findRemoval(tx, actor, parseRequest(request, input));
    const { undo, seq, before } = removal;
    await undo.mutation.dryRunIn(tx, actor, undo.request(removal), { seq, before });
    return factsOf(removal);
  },

  /** What would be restored, and why it can't be, if so. */
  preview: defineQuery<Naming, Preview<RestoreFacts>>({
    ...OPERATION,
    request,
    async run(actor, naming) {
      const removal = await findRemoval(database(), actor, naming);
      const facts = factsOf(removal);
      const objection = await objectionTo(removal, actor);
      return { facts, digest: sha256(canonicalJson(facts)), objection };
    },
  }),
};
