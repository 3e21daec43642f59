import type { IncomingMessage } from 'node:http';
import { refuse } from '@/domain/call/errors';
import type { CallMessage } from '../call-message';
import { readObject, readRequestId, readSessionId } from './payload';

/** The session that a request names: in its header, in its payload, or the same in both. */
function readSecret(authorization: string | undefined, payload: CallMessage['payload']): string | null {
  const inPayload = readSessionId(payload);
  if (authorization === undefined) return inPayload;
  const [, inHeader] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  if (!inHeader) refuse('invalid_request', 'Authorization must be Bearer and the session id.');
  if (inPayload !== null && inPayload !== inHeader) {
    refuse('not_authorized', 'Authorization and sessionId name different sessions.');
  }
  return inHeader;
}

/** Some clients write the key as a quoted string. */
function readIdempotencyKey(given: string | string[] | undefined): string | null {
  if (given === undefined) return null;
  return readRequestId(String(given).replace(/^"(.*)"$/, '$1'), 'Idempotency-Key');
}

/**
 * Reads a call that came over HTTP.
 *
 * @param call its name
 * @param body as text
 * @param headers of the request
 * @throws Refusal 100 when it can't be read, 20 when it names two sessions
 */
export function readHttpCall(
  call: string,
  body: string,
  headers: IncomingMessage['headers'],
): Pick<CallMessage, 'call' | 'payload' | 'secret' | 'requestId'> {
  const payload = body.trim() === '' ? {} : readObject(body, 'The body');
  const secret = readSecret(headers.authorization, payload);
  return { call, payload, secret, requestId: readIdempotencyKey(headers['idempotency-key']) };
}
