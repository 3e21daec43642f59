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

/** Public id of the session for which the page was rendered. */
const pageSession = z.uuid({ error: 'must be the id of a session' });
const requestId = z
  .string({ error: 'is not given' })
  .regex(/^[\w-]{16,64}$/, 'must be 16 to 64 letters and digits');
const expectedDigest = z
  .string({ error: 'is not given' })
  .regex(/^[0-9a-f]{64}$/, 'must be the digest of a preview');

/** What the console sends with the documented request, by how the person confirms the call. */
const confirmations = {
  /** With a reason and the digest of the preview. */
  previewed: z.object({ session: pageSession, requestId, reason: reasonSchema, expectedDigest }),
  /** With a reason. */
  reasoned: z.object({ session: pageSession, requestId, reason: reasonSchema }),
  /** Without a reason, for a person's own sessions. */
  plain: z.object({ session: pageSession, requestId }),
};

export type Confirmation = z.input<typeof confirmations.previewed>;

/** `seq` is the number of the audit entry, as text. */
export type ActionResult<Reply> =
  | { ok: true; reply: Reply; seq: string }
  | { ok: false; error: StandardResponse };

/** Server actions can return plain values only. Decimals become JSON numbers, which the browser may round. */
const toPlainValue = <Reply>(reply: Reply): Reply => JSON.parse(writeJson(reply));

/**
 * Makes a server action from an operation, which itself authorizes and parses. The action returns failures as
 * values: Next.js would remove the message of an exception.
 *
 * @param kind what must come with the request
 * @returns an action that takes the documented request and the confirmation, both unchecked
 */
export function action<Reply>(
  operation: Pick<Mutation<Reply>, 'call' | 'permission' | 'runRecorded'>,
  kind: keyof typeof confirmations = 'previewed',
) {
  const confirmation: z.ZodType<Omit<MutationContext, keyof CallContext> & { session: string }> =
    confirmations[kind];

  async function perform(request: unknown, confirmed: unknown, correlationId: string) {
    const sent = await headers();
    demandOwnOrigin(sent);
    const open = await currentSession();
    const actor = open?.actor ?? null;
    const { request: given, problem } = tryRequest(confirmation, confirmed);
    if (problem) {
      // Only actors with the permission learn what is wrong with the confirmation.
      demandRight(actor, operation);
      throw problem;
    }
    const { session, ...rest } = given;
    // Another tab has signed in meanwhile: the page belongs to another user or to an ended session.
    if (actor && session !== actor.sessionId) refuse('not_authorized', signedInElsewhere(actor.userName));
    if (open) await touchSession(open);
    const context = { ...rest, door: 'console' as const, address: clientAddress(sent), correlationId };
    return operation.runRecorded(actor, request, context);
  }

  return async (request: unknown, confirmed: unknown): Promise<ActionResult<Reply>> => {
    const correlationId = randomUUID();
    const work = () => perform(request, confirmed, correlationId);
    try {
      const { reply, seq } = await measured('console', operation.call, work);
      return { ok: true, reply: toPlainValue(reply), seq: String(seq) };
    } catch (error) {
      return { ok: false, error: explain(translateError(error), operation.call, correlationId) };
    }
  };
}
