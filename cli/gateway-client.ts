import { parse } from 'lossless-json';
import { z } from 'zod';
import { revealHidden } from '@/domain/values/characters';
import { UserError } from '@/scripts/setup/user-error.mjs';

const standard = z.object({ errormsg: z.string(), detail: z.string().nullable() });

/** What the gateway answered. */
export interface Answer {
  status: number;
  /** Its numbers as LosslessNumbers, which keep all their digits. */
  body: unknown;
}

/** A call as it goes over the wire. */
export interface Request {
  call: string;
  payload: object;
  sessionId?: string | undefined;
  /** The same for every try, so that it is done once. */
  requestId: string;
}

const TOO_LONG_MS = 30_000;

/**
 * Sends a call to the gateway.
 *
 * @param url the gateway's origin
 * @param request the call
 * @returns what it answered, whatever that was
 * @throws UserError when it did not answer, or not in its own way
 */
export async function send(url: string, request: Request): Promise<Answer> {
  const { call, payload, sessionId, requestId } = request;
  try {
    const response = await fetch(`${url}/AP/${encodeURIComponent(call)}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        // By this its user tells the session from those of other programs.
        'User-Agent': 'access-console',
        'Idempotency-Key': requestId,
        ...(sessionId && { Authorization: `Bearer ${sessionId}` }),
      },
      body: JSON.stringify(payload),
      redirect: 'error',
      signal: AbortSignal.timeout(TOO_LONG_MS),
    });
    return { status: response.status, body: parse(await response.text()) };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    throw new UserError(
      `The gateway at ${url} does not answer as one: ${cause?.message ?? message}. If ${call} changes something, it ` +
        `may have been done: repeat it with --request-id ${requestId}, and it is done once.`,
    );
  }
}

/**
 * The reply of an answer.
 *
 * @throws UserError with the error's words
 */
export function replyOf({ status, body }: Answer): unknown {
  if (status === 200) return body;
  const { data } = standard.safeParse(body);
  throw new UserError(
    data ? revealHidden(`${data.errormsg}: ${data.detail}`) : `The gateway answered with status ${status}.`,
  );
}
