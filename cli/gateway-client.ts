import { parse } from 'lossless-json';
import { z } from 'zod';
import { revealHidden } from '@/domain/values/characters';
import { UserError } from '@/scripts/setup/user-error.mjs';

const standard = z.object({ errormsg: z.string(), detail: z.string().nullable() });

export interface Answer {
  status: number;
  /** Parsed JSON; numbers are LosslessNumbers, which keep all their digits. */
  body: unknown;
}

export interface Request {
  call: string;
  payload: object;
  sessionId?: string | undefined;
  /** Stays the same when the call is repeated, so that the gateway performs it once. */
  requestId: string;
}

const TIMEOUT_MS = 30_000;

/**
 * Sends a call over HTTP.
 *
 * @param url the gateway's origin
 * @returns the answer, also when it is an error
 * @throws UserError when no answer comes, or one that is not JSON
 */
export async function send(url: string, request: Request): Promise<Answer> {
  const { call, payload, sessionId, requestId } = request;
  try {
    const response = await fetch(`${url}/AP/${encodeURIComponent(call)}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        // The user's list of sessions shows this name.
        'User-Agent': 'access-console',
        'Idempotency-Key': requestId,
        ...(sessionId && { Authorization: `Bearer ${sessionId}` }),
      },
      body: JSON.stringify(payload),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: parse(await response.text()) };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    throw new UserError(
      `${url} does not answer as a gateway: ${cause?.message ?? message}. If ${call} changes something, it ` +
        `may have been done: repeat it with --request-id ${requestId}, and it is done once.`,
    );
  }
}

/** @throws UserError with the error's message and detail, when the answer is an error */
export function replyOf({ status, body }: Answer): unknown {
  if (status === 200) return body;
  const { data } = standard.safeParse(body);
  throw new UserError(
    data ? revealHidden(`${data.errormsg}: ${data.detail}`) : `The gateway answered with status ${status}.`,
  );
}
