import { z } from 'zod';
import { refuse } from '@/domain/call/errors';
import { documentedRequest, parseRequest } from '@/domain/call/request';

export type JsonObject = Record<string, unknown>;

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('invalid_request', `${what} is not JSON.`);
  }
}

/** No call has a tenth of this many. Checking a hundred thousand keys would delay all other calls. */
const MAX_KEYS = 100;

function demandObject(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('invalid_request', `${what} must be an object.`);
  }
  if (Object.keys(value).length > MAX_KEYS) {
    refuse('invalid_request', `${what} must have at most ${MAX_KEYS} keys.`);
  }
  return value as JsonObject;
}

/**
 * Reads a JSON object, which some clients encode twice, as a JSON string of JSON.
 *
 * @param what the name of the text in a refusal
 * @throws Refusal 100 when it is not JSON, or not an object
 */
export function readObject(text: string, what: string): JsonObject {
  const value = parseJson(text, what);
  return demandObject(typeof value === 'string' ? parseJson(value, what) : value, what);
}

/**
 * Reads a call's payload: a string of JSON, or an object, or nothing, depending on the client.
 *
 * @param what the frame's key, for a refusal
 * @throws Refusal 100 when it is none of these
 */
export function readPayload(value: unknown, what: string): JsonObject {
  if (value === undefined || value === null || value === '') return {};
  return typeof value === 'string' ? readObject(value, what) : demandObject(value, what);
}

const session = documentedRequest({
  sessionId: z.preprocess(
    (value) => value ?? undefined,
    z.string({ error: 'must be a string' }).max(200, 'is too long').optional(),
  ),
});

/**
 * The sessionId in a payload, or null.
 *
 * @throws Refusal 100 when it is not a string, or given twice
 */
export function readSessionId(payload: JsonObject): string | null {
  return parseRequest(session, payload).sessionId || null;
}

const requestId = z
  .string({ error: 'must be a string' })
  .regex(/^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, colons, hyphens or underscores');

/**
 * Checks a request id.
 *
 * @param what the name of the key or header, for a refusal
 * @throws Refusal 100 when it is invalid
 */
export function readRequestId(value: unknown, what: string): string {
  const { [what]: id } = parseRequest(z.object({ [what]: requestId }), { [what]: value });
  return id as string;
}
