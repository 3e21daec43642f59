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
export interface PendingAnswer {
  /** A name for the log and the metrics, which never comes from the request. */
  call: string;
  /** A UUID that the answer and the log share. */
  correlationId: string;
  /** Every answer to this request must have these headers. */
  headers: Record<string, string>;
  end: EndCall;
}

/**
 * Starts to answer a request. Call `end` once the answer has been sent.
 *
 * @param call a name for the log and the metrics
 */
export function beginAnswer(call: string): PendingAnswer {
  const correlationId = randomUUID();
  const headers = { 'Cache-Control': 'no-store', 'X-Correlation-Id': correlationId };
  return { call, correlationId, headers, end: beginCall('console', call) };
}

function retryAfter(failure: Refusal | ServerFault): Record<string, string> {
  if (failure instanceof TooManyCalls) return { 'Retry-After': String(failure.retryAfterSeconds) };
  const isUnavailable = failure instanceof ServerFault && failure.isUnavailable;
  return isUnavailable ? { 'Retry-After': String(RETRY_AFTER_SECONDS) } : {};
}

function answerFailure(error: unknown, { call, correlationId, headers, end }: PendingAnswer): Response {
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
 * Runs `work` and answers with JSON that browsers do not store: the result, or the standard response with the
 * status of the failure.
 *
 * @param call a name for the log and the metrics
 */
export async function respond(
  call: string,
  work: (correlationId: string) => Promise<unknown>,
): Promise<Response> {
  const pending = beginAnswer(call);
  try {
    const response = Response.json(await work(pending.correlationId), { headers: pending.headers });
    pending.end();
    return response;
  } catch (error) {
    return answerFailure(error, pending);
  }
}

/**
 * Runs the checks that come before an answer with a stream.
 *
 * @returns the answer when `work` throws, in which case `pending` is ended here; otherwise undefined
 */
export async function answerIfRefused(
  pending: PendingAnswer,
  work: () => Promise<void>,
): Promise<Response | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return answerFailure(error, pending);
  }
}

/**
 * Answers that something does not exist. Without a session it answers that there is none.
 *
 * @param call a name for the log and the metrics
 */
export function answerUnknown(call: string, message: string): Promise<Response> {
  return respond(call, async () => {
    if (!(await currentSession())) refuse('not_authorized', NO_SESSION);
    return refuse('not_supported', message);
  });
}

/** Maximum length of a request body in bytes. */
const MAX_BODY = 256 * 1_024;

/**
 * Answers a POST that runs a query. A POST is used when the input is too long for a URL.
 *
 * @param request with the query's input as JSON
 */
export function answerPost<Reply>(query: Query<Reply>, request: Request): Promise<Response> {
  return respond(query.call, async (correlationId) => {
    demandOwnOrigin(request.headers);
    const actor = await actorOf(request);
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (actor && !(length <= MAX_BODY)) refuse('invalid_request', 'The request is too long.');
    const input = actor ? await request.json().catch(() => undefined) : undefined;
    const context = { door: 'console' as const, address: clientAddress(request.headers), correlationId };
    return query.run(actor, input, context);
  });
}

/**
 * Answers a GET with the result of a query for the signed-in user.
 *
 * @param input for the query, unchecked
 */
export function answerGet<Reply>(query: Query<Reply>, request: Request, input: unknown): Promise<Response> {
  return respond(query.call, async (correlationId) => {
    const actor = await actorOf(request);
    const address = clientAddress(request.headers);
    return query.run(actor, input, { door: 'console', address, correlationId });
  });
}
