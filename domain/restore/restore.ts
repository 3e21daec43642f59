import { z } from 'zod';
import type { Actor } from '../actor';
import { canonicalJson, sha256 } from '../digest';
import { Refusal } from '../errors';
import type { MutationContext } from '../mutation';
import { defineQuery } from '../operation';
import { parseRequest } from '../request';
import { demandRight } from '../rights';
import type { Preview } from '../types';
import { type FoundRemoval, findRemoval } from './find';
import type { RestoreFacts } from './types';

const CALL = 'Restore';
const PERMISSION = 'audit:read' as const;

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

const factsOf = ({ seq, at, actorName, target, inverse }: FoundRemoval): RestoreFacts => ({
  seq: String(seq),
  call: inverse.operation.call,
  target,
  removedBy: actorName,
  removedAt: at.toISOString(),
});

/** What speaks against it at this moment, found out by doing it and undoing it. */
async function objectionTo(removal: FoundRemoval, actor: Actor): Promise<string | null> {
  const { inverse, seq, before } = removal;
  try {
    await inverse.operation.rehearse(actor, inverse.request(removal), { seq, before });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.detail;
    throw error;
  }
}

/**
 * Takes a removal back: the documented inverse call, made of what the removal's entry knows, with the actor's
 * rights of this moment. Its own audit entry names the removal.
 */
export const restore = {
  call: CALL,
  permission: PERMISSION,

  /**
   * @param actor who restores, or null without a live session
   * @param input which removal: `{ seq }`, or `{ requestId }` of one of his own
   * @param context as for a mutation
   * @returns the inverse call's reply
   * @throws Refusal 104 when there is no such removal for him, 101 when it no longer applies, 20 when he may not
   */
  async run(actor: Actor | null, input: unknown, context: MutationContext): Promise<unknown> {
    demandRight(actor, { call: CALL, permission: PERMISSION });
    const removal = await findRemoval(actor, parseRequest(request, input));
    const { inverse, seq, before } = removal;
    const { seen: _, ...rest } = context;
    return inverse.operation.run(actor, inverse.request(removal), { ...rest, restores: { seq, before } });
  },

  /** What would be taken back, and what speaks against it. */
  preview: defineQuery<z.output<typeof request>, Preview<RestoreFacts>>({
    ...{ call: CALL, permission: PERMISSION, request },
    async run(actor, naming) {
      const removal = await findRemoval(actor, naming);
      const facts = factsOf(removal);
      const objection = await objectionTo(removal, actor);
      return { facts, digest: sha256(canonicalJson(facts)), objection };
    },
  }),
};
