import type { IncomingMessage } from 'node:http';
import { refuse } from '@/domain/call/errors';
import type { CallMessage } from '../call-message';
import { readObject, readRequestId, readSessionId } from './payload';

/** The session may be in the header, in the payload, or in both if they are the same. */
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

/** Some clients put the key in quotes. */
function readIdempotencyKey(given: string | string[] | undefined): string | null {
  if (given === undefined) return null;
  return readRequestId(String(given).replace(/^"(.*)"$/, '$1'), 'Idempotency-Key');
}

/**
 * Reads a call from an HTTP request.
 *
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
