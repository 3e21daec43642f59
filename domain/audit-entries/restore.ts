import { z } from 'zod';
import type { Actor } from '../call/actor';
import { recordFailure } from '../call/audit/record-failure';
import { demandRight } from '../call/authorize';
import { canonicalJson, sha256 } from '../call/digest';
import { NO_SESSION, Refusal, refuse } from '../call/errors';
import type { MutationContext } from '../call/mutation';
import { defineQuery } from '../call/operation';
import { tryRequest } from '../call/request';
import { deadlineFromNow, translateError } from '../call/transaction';
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

/** What speaks against it at this moment, found out by doing it and undoing it. */
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

/**
 * Finds what is to be restored. A refusal is recorded here, where there is no call yet that would record it.
 */
async function findOrRecord(actor: Actor, naming: Naming, context: MutationContext): Promise<FoundRemoval> {
  const deadline = deadlineFromNow();
  try {
    demandRight(actor, OPERATION);
    return await findRemoval(actor, naming);
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
 * Takes a removal back: the documented inverse call, made of what the removal's entry knows, with the actor's
 * rights of this moment. Its own audit entry names the removal.
 */
export const restore = {
  ...OPERATION,

  /**
   * @param actor who restores, or null without a live session
   * @param input which removal: `{ seq }`, or `{ requestId }` of one of his own
   * @param context as for a mutation
   * @returns the inverse call's reply
   * @throws Refusal 104 when there is no such removal for him, 101 when it no longer applies, 20 when he may
   *   not
   */
  async run(actor: Actor | null, input: unknown, context: MutationContext): Promise<unknown> {
    if (actor === null) refuse('not_authorized', NO_SESSION);
    const { request: naming, problem } = tryRequest(request, input);
    if (problem) {
      demandRight(actor, OPERATION);
      throw problem;
    }
    const removal = await findOrRecord(actor, naming, context);
    const { undo, seq, before } = removal;
    const { expectedDigest: _, ...rest } = context;
    return undo.mutation.run(actor, undo.request(removal), { ...rest, restores: { seq, before } });
  },

  /** What would be taken back, and what speaks against it. */
  preview: defineQuery<Naming, Preview<RestoreFacts>>({
    ...OPERATION,
    request,
    async run(actor, naming) {
      const removal = await findRemoval(actor, naming);
      const facts = factsOf(removal);
      const objection = await objectionTo(removal, actor);
      return { facts, digest: sha256(canonicalJson(facts)), objection };
    },
  }),
};
