import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { z } from 'zod';
import type { CallContext } from '@/domain/call/actor';
import { demandRight } from '@/domain/call/authorize';
import { refuse, type StandardResponse, signedInElsewhere } from '@/domain/call/errors';
import type { Mutation, MutationContext } from '@/domain/call/mutation';
import { reasonSchema } from '@/domain/call/reason';
import { tryRequest } from '@/domain/call/request';
import { translateError } from '@/domain/call/transaction';
import { touchSession } from '@/domain/sessions/touch';
import { writeJson } from '@/domain/values/exact-json';
import { measured } from '@/server/metrics';
import { explain } from '@/server/outcome';
import { clientAddress, demandOwnOrigin } from '../session/request-origin';
import { currentSession } from '../session/session';

/** The public id of the session that the page was made for. */
const madeFor = z.uuid({ error: 'must be the id of a session' });
const requestId = z
  .string({ error: 'is not given' })
  .regex(/^[\w-]{16,64}$/, 'must be 16 to 64 letters and digits');
const expectedDigest = z
  .string({ error: 'is not given' })
  .regex(/^[0-9a-f]{64}$/, 'must be the digest of a preview');

/** What the console sends beside the documented request, by how much somebody has to say before it is done. */
const confirmations = {
  /** Why, and what he was shown. */
  shown: z.object({ session: madeFor, requestId, reason: reasonSchema, expectedDigest }),
  /** Why. */
  reasoned: z.object({ session: madeFor, requestId, reason: reasonSchema }),
  /** Nothing: it is his own. */
  own: z.object({ session: madeFor, requestId }),
};

export type Confirmation = z.input<typeof confirmations.shown>;

export type ActionResult<Reply> = { ok: true; reply: Reply } | { ok: false; error: StandardResponse };

/** Server actions return plain values alone. A browser reads a balance as a number, whatever its digits. */
const inPlain = <Reply>(reply: Reply): Reply => JSON.parse(writeJson(reply));

/**
 * Makes a server action of an operation. Whatever happens comes back as a value: an exception would reach the
 * browser without its words.
 *
 * @param operation the operation it performs, which authorizes and parses by itself
 * @param kind what has to come with the request
 * @returns an action that takes the documented request and the confirmation, both unchecked
 */
export function action<Reply>(
  operation: Pick<Mutation<Reply>, 'call' | 'permission' | 'run'>,
  kind: keyof typeof confirmations = 'shown',
) {
  const confirmation: z.ZodType<Omit<MutationContext, keyof CallContext> & { session: string }> =
    confirmations[kind];

  async function perform(request: unknown, confirmed: unknown, correlationId: string): Promise<Reply> {
    const sent = await headers();
    demandOwnOrigin(sent);
    const actor = (await currentSession())?.actor ?? null;
    const { request: given, problem } = tryRequest(confirmation, confirmed);
    if (problem) {
      // What is wrong with it is told to those only who may confirm at all.
      demandRight(actor, operation);
      throw problem;
    }
    const { session, ...rest } = given;
    // Another tab has signed in anew meanwhile: whoever confirms saw a page of somebody else, or of an ended session.
    if (actor && session !== actor.sessionId) refuse('not_authorized', signedInElsewhere(actor.userName));
    if (actor) await touchSession(actor.sessionId);
    const context = { ...rest, door: 'console' as const, address: clientAddress(sent), correlationId };
    return operation.run(actor, request, context);
  }

  return async (request: unknown, confirmed: unknown): Promise<ActionResult<Reply>> => {
    const correlationId = randomUUID();
    const work = () => perform(request, confirmed, correlationId);
    try {
      return { ok: true, reply: inPlain(await measured('console', operation.call, work)) };
    } catch (error) {
      return { ok: false, error: explain(translateError(error), operation.call, correlationId) };
    }
  };
}
