import 'server-only';
import { randomUUID } from 'node:crypto';
import { translateError } from '@/domain/database';
import { NO_SESSION, refuse } from '@/domain/errors';
import type { Query } from '@/domain/operation';
import { explain, statusOf } from '@/doors/outcome';
import { clientAddress } from './request-origin';
import { currentSession } from './session';

/**
 * Runs a piece of a route handler and answers with JSON that nobody stores: what it returns, or the standard
 * object with the fitting status.
 *
 * @param call a name for the log
 * @param work what to do; it may throw what operations throw
 */
export async function respond(
  call: string,
  work: (correlationId: string) => Promise<unknown>,
): Promise<Response> {
  const correlationId = randomUUID();
  const headers = { 'Cache-Control': 'no-store', 'X-Correlation-Id': correlationId };
  try {
    return Response.json(await work(correlationId), { headers });
  } catch (error) {
    const failure = translateError(error);
    return Response.json(explain(failure, call, correlationId), { status: statusOf(failure), headers });
  }
}

/**
 * Runs what must go well before somebody else answers.
 *
 * @param call a name for the log
 * @param work as for respond
 * @returns the answer to give when it did not go well, else undefined
 */
export async function respondUnless(call: string, work: () => Promise<void>): Promise<Response | undefined> {
  const response = await respond(call, async () => {
    await work();
    return null;
  });
  return response.ok ? undefined : response;
}

/**
 * Answers for something that does not exist, to those who are signed in.
 *
 * @param call a name for the log
 * @param words what there is none of
 */
export function answerUnknown(call: string, words: string): Promise<Response> {
  return respond(call, async () => {
    if (!(await currentSession())) refuse('not_authorized', NO_SESSION);
    return refuse('not_supported', words);
  });
}

/**
 * The request object in a GET's query, as JSON. What is not JSON is no request either: the operation says so, in
 * its own words.
 *
 * @param request with `?request=`
 */
export function requestInQuery(request: Request): unknown {
  try {
    return JSON.parse(new URL(request.url).searchParams.get('request') ?? '');
  } catch {
    return undefined;
  }
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
    const session = await currentSession();
    const address = clientAddress(request.headers);
    return query.run(session?.actor ?? null, input, { door: 'console', address, correlationId });
  });
}
