import 'server-only';
import { randomUUID } from 'node:crypto';
import { NO_SESSION, type Refusal, refuse, ServerFault, TooManyCalls } from '@/domain/call/errors';
import type { Query } from '@/domain/call/operation';
import { translateError } from '@/domain/call/transaction';
import { beginCall, type EndCall } from '@/server/metrics';
import { explain, statusOf } from '@/server/outcome';
import { RETRY_AFTER_SECONDS } from '../requests/incoming';
import { actorOf } from '../session/page-owner';
import { clientAddress, demandOwnOrigin } from '../session/request-origin';
import { currentSession } from '../session/session';

/** A request that is being answered. */
export interface Begun {
  /** A name for the log and the metrics, never one that came in. */
  call: string;
  /** Ties the answer to the log. A UUID. */
  correlationId: string;
  /** What every answer to it carries. */
  headers: Record<string, string>;
  end: EndCall;
}

/**
 * Begins to answer a request. Whoever begins sees to it that it is ended, once the answer has gone out.
 *
 * @param call a name for the log and the metrics
 */
export function begin(call: string): Begun {
  const correlationId = randomUUID();
  const headers = { 'Cache-Control': 'no-store', 'X-Correlation-Id': correlationId };
  return { call, correlationId, headers, end: beginCall('console', call) };
}

function retryAfter(failure: Refusal | ServerFault): Record<string, string> {
  if (failure instanceof TooManyCalls) return { 'Retry-After': String(failure.retryAfterSeconds) };
  const isUnavailable = failure instanceof ServerFault && failure.isUnavailable;
  return isUnavailable ? { 'Retry-After': String(RETRY_AFTER_SECONDS) } : {};
}

function answerFailure(error: unknown, { call, correlationId, headers, end }: Begun): Response {
  const failure = translateError(error);
  end(failure);
  return Response.json(explain(failure, call, correlationId), {
    status: statusOf(failure),
    headers: {
      ...headers,
      ...retryAfter(failure),
    },
  });
}

/**
 * Runs a piece of a route handler and answers with JSON that nobody stores: what it returns, or the standard
 * object with the fitting status.
 *
 * @param call a name for the log and the metrics
 * @param work what to do; it may throw what operations throw
 */
export async function respond(
  call: string,
  work: (correlationId: string) => Promise<unknown>,
): Promise<Response> {
  const begun = begin(call);
  try {
    const response = Response.json(await work(begun.correlationId), { headers: begun.headers });
    begun.end();
    return response;
  } catch (error) {
    return answerFailure(error, begun);
  }
}

/**
 * Runs what must go well before somebody else answers.
 *
 * @param begun the request, which is ended here only when it did not go well
 * @param work what to do, as for respond
 * @returns the answer to give when it did not go well, else undefined
 */
export async function respondUnless(begun: Begun, work: () => Promise<void>): Promise<Response | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return answerFailure(error, begun);
  }
}

/**
 * Answers for something that does not exist, to those who are signed in.
 *
 * @param call a name for the log and the metrics
 * @param words what there is none of
 */
export function answerUnknown(call: string, words: string): Promise<Response> {
  return respond(call, async () => {
    if (!(await currentSession())) refuse('not_authorized', NO_SESSION);
    return refuse('not_supported', words);
  });
}

/** The longest request that comes in a body, in characters. */
const MOST_TEXT = 256 * 1_024;

/**
 * Answers a POST that only reads, since what it asks for is too long for an address.
 *
 * @param query the operation
 * @param request with the operation's input as JSON
 */
export function answerPost<Reply>(query: Query<Reply>, request: Request): Promise<Response> {
  return respond(query.call, async (correlationId) => {
    demandOwnOrigin(request.headers);
    const actor = await actorOf(request);
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (actor && !(length <= MOST_TEXT)) refuse('invalid_request', 'The request is too long.');
    const input = actor ? await request.json().catch(() => undefined) : undefined;
    const context = { door: 'console' as const, address: clientAddress(request.headers), correlationId };
    return query.run(actor, input, context);
  });
}

/**
 * Answers a GET with what a query returns to whoever is signed in.
 *
 * @param query the operation
 * @param request headers of the request
 * @param input for the operation, unchecked
 */
export function answer<Reply>(query: Query<Reply>, request: Request, input: unknown): Promise<Response> {
  return respond(query.call, async (correlationId) => {
    const actor = await actorOf(request);
    const address = clientAddress(request.headers);
    return query.run(actor, input, { door: 'console', address, correlationId });
  });
}
