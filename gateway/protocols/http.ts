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
import { clientAddress } from '../limits/address';
import type { InFlight } from '../limits/in-flight';
import type { Limits } from '../limits/limits';
import type { Reservation } from '../limits/memory-budget';
import { openApi } from '../openapi';
import { isForeignPage } from './foreign-page';
import { readHttpCall } from './http-call';
import { readBody } from './read-body';

const CALL = /^\/AP\/([^/]{1,100})$/;

/** What is known of a call before its body is read. */
type Unread = Pick<CallMessage, 'call' | 'address' | 'userAgent' | 'correlationId'>;

/** Resolves when the body is sent, or when the client has gone. */
async function write(
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: OutgoingHttpHeaders; body: string },
): Promise<void> {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  // End only after the body is sent: a closing server cuts a connection whose response has ended.
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
 * Answers HTTP requests: `POST /AP/<Call>`, `GET /AP/openapi.json`, `GET /healthz` and `GET /metrics`.
 *
 * @returns a request listener for Node's server
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
      const body = await readBody(request, limits.maxCallBytes, reservation);
      if (body === null) {
        const detail = `The body must have at most ${limits.maxCallBytes} bytes.`;
        const answer = await dispatcher.refuse(new Refusal('invalid_request', detail), unread);
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

  /** Metrics are answered apart: they are text, not JSON, and no limit applies to them. */
  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    { unread, path }: { unread: Unread; path: string },
  ) {
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
      address: clientAddress(request),
      userAgent: readUserAgent(request.headers['user-agent']),
    };
    inFlight.add(serve(request, response, { unread, path })).catch((error) => {
      // The client went away while its body was being read, or the answer could not be written.
      log().info(
        { call, correlationId: unread.correlationId, err: error },
        'a request could not be answered',
      );
      response.destroy();
    });
  };
}
