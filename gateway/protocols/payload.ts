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

/** No call has a tenth of that many keys; looking at a hundred thousand would keep everybody waiting. */
const MOST_KEYS = 100;

function demandObject(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('invalid_request', `${what} must be an object.`);
  }
  if (Object.keys(value).length > MOST_KEYS) {
    refuse('invalid_request', `${what} must have at most ${MOST_KEYS} keys.`);
  }
  return value as JsonObject;
}

/**
 * Reads JSON that some clients write as a JSON string of JSON.
 *
 * @param text as it came
 * @param what it is called in a refusal
 * @throws Refusal 100 when it is not JSON, or no object
 */
export function readObject(text: string, what: string): JsonObject {
  const value = parseJson(text, what);
  return demandObject(typeof value === 'string' ? parseJson(value, what) : value, what);
}

/**
 * Reads a call's payload, which is a string of JSON, or with some clients an object, or left out.
 *
 * @param value of the frame's key
 * @param what that key is called
 * @throws Refusal 100 when it is neither
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
 * The session that a payload carries.
 *
 * @param payload as readPayload gives it
 * @returns null when it carries none
 * @throws Refusal 100 when it is no string, or given twice
 */
export function readSessionId(payload: JsonObject): string | null {
  return parseRequest(session, payload).sessionId || null;
}

const requestId = z
  .string({ error: 'must be a string' })
  .regex(/^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, colons, hyphens or underscores');

/**
 * The caller's own id for a request.
 *
 * @param value as it came
 * @param what it is called in a refusal
 * @throws Refusal 100 when it is not fit to be one
 */
export function readRequestId(value: unknown, what: string): string {
  const { [what]: id } = parseRequest(z.object({ [what]: requestId }), { [what]: value });
  return id as string;
}
