import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Refusal } from '@/domain/call/errors';
import { writeJson } from '@/domain/values/exact-json';
import { answerMetrics } from '@/server/answer-metrics';
import { log } from '@/server/log';
import { readUserAgent } from '@/server/user-agent';
import type { Answer, CallMessage } from '../call-message';
import { type Dispatcher, STOPPING } from '../dispatch';
import { readHealth } from '../health';
import { callerAddress } from '../limits/address';
import type { InFlight } from '../limits/in-flight';
import type { Limits } from '../limits/limits';
import type { Reservation } from '../limits/memory-budget';
import { openApi } from '../openapi';
import { isForeignPage } from './foreign-page';
import { readHttpCall } from './http-call';
import { readBody } from './read-body';

const CALL = /^\/AP\/([^/]{1,100})$/;

type Unread = Pick<CallMessage, 'call' | 'address' | 'userAgent' | 'correlationId'>;

/** Done when the text has gone out, or the caller has. */
async function write(
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: OutgoingHttpHeaders; body: string },
): Promise<void> {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  // Ended only once it has gone out: a server that closes takes an ended reply for a connection without work.
  await new Promise((resolve) => response.write(body, resolve));
  response.end();
}

function send(response: ServerResponse, correlationId: string, answer: Answer): Promise<void> {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Correlation-Id': correlationId,
    ...(!answer.ok && answer.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(!answer.ok && answer.retryAfterSeconds && { 'Retry-After': String(answer.retryAfterSeconds) }),
    ...(answer === STOPPING && { Connection: 'close' }),
  };
  const body = writeJson(answer.ok ? answer.reply : answer.error);
  return write(response, { status: answer.ok ? 200 : answer.status, headers, body });
}

const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

/**
 * The HTTP door: `POST /AP/<Call>`, `GET /AP/openapi.json`, `GET /healthz` and `GET /metrics`.
 *
 * @param options who answers, what opens a share of the memory, what a caller may ask for, and the gateway's work
 *   in flight
 * @returns a listener for Node's server
 */
export function createHttp(options: {
  dispatcher: Dispatcher;
  reserve: (address: string | null) => Reservation;
  limits: Limits;
  inFlight: InFlight;
}) {
  const { dispatcher, reserve, limits, inFlight } = options;

  async function answerCall(request: IncomingMessage, unread: Unread): Promise<Answer> {
    const reservation = reserve(unread.address);
    try {
      const body = await readBody(request, limits.frameBytes, reservation);
      if (body === null) {
        const words = `The body must have at most ${limits.frameBytes} bytes.`;
        const answer = await dispatcher.refuse(new Refusal('invalid_request', words), unread);
        return answer.ok || answer.status !== 400 ? answer : { ...answer, status: 413 };
      }
      return await dispatcher.answer({ ...unread, ...readHttpCall(unread.call, body, request.headers) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return await dispatcher.refuse(error, unread);
    } finally {
      reservation.release();
    }
  }

  function answerRequest(request: IncomingMessage, unread: Unread, path: string): Promise<Answer> | Answer {
    if (inFlight.isEnding()) return STOPPING;
    if (isForeignPage(request)) {
      return dispatcher.refuse(
        new Refusal('not_authorized', 'Pages of other origins can make no calls.'),
        unread,
      );
    }
    if (isRead(request) && path === '/healthz') return readHealth(unread.correlationId);
    if (isRead(request) && path === '/AP/openapi.json') return { ok: true, reply: openApi() };
    if (request.method === 'POST' && CALL.test(path)) return answerCall(request, unread);
    return dispatcher.refuse(new Refusal('not_supported', 'Calls are made by POST /AP/<Call>.'), unread);
  }

  /** Metrics are the one thing that is no answer to a call: they are text, and wait for nothing. */
  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    asked: { unread: Unread; path: string },
  ) {
    const { unread, path } = asked;
    const isForMetrics = isRead(request) && path === '/metrics' && !inFlight.isEnding();
    const metrics = isForMetrics ? await answerMetrics(request.headers.authorization ?? null) : null;
    if (metrics) return write(response, metrics);
    return send(response, unread.correlationId, await answerRequest(request, unread, path));
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const [path = ''] = (request.url ?? '').split('?');
    const call = CALL.exec(path)?.[1] ?? path.slice(0, 100);
    const unread = {
      call,
      correlationId: randomUUID(),
      address: callerAddress(request),
      userAgent: readUserAgent(request.headers['user-agent']),
    };
    inFlight.add(serve(request, response, { unread, path })).catch((error) => {
      // The caller went away while he was being read, or an answer could not be written.
      log().info(
        { call, correlationId: unread.correlationId, err: error },
        'a request could not be answered',
      );
      response.destroy();
    });
  };
}
