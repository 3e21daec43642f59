import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '@/domain/errors';
import { log } from '@/doors/log';
import { readUserAgent } from '@/doors/user-agent';
import { callerAddress } from './address';
import { type Answerer, STOPPING } from './answer';
import { readBody } from './body';
import type { Share } from './budget';
import { readHealth } from './health';
import { readHttpCall } from './http-call';
import type { Answer, Incoming } from './incoming';
import type { Limits } from './limits';
import { openApi } from './openapi';
import type { Work } from './work';

const CALL = /^\/AP\/([^/]{1,100})$/;

type Unread = Pick<Incoming, 'call' | 'address' | 'userAgent' | 'correlationId'>;

/** Done when the answer has gone out, or the caller has. */
async function send(response: ServerResponse, correlationId: string, answer: Answer): Promise<void> {
  const body = JSON.stringify(answer.ok ? answer.reply : answer.error);
  response.writeHead(answer.ok ? 200 : answer.status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Correlation-Id': correlationId,
    ...(!answer.ok && answer.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(!answer.ok && answer.retryAfterSeconds && { 'Retry-After': String(answer.retryAfterSeconds) }),
    ...(answer === STOPPING && { Connection: 'close' }),
  });
  // Ended only once it has gone out: a server that closes takes an ended reply for a connection without work.
  await new Promise((resolve) => response.write(body, resolve));
  response.end();
}

/**
 * The HTTP door: `POST /AP/<Call>`, `GET /AP/openapi.json` and `GET /healthz`.
 *
 * @param options who answers, what opens a share of the memory, what a caller may ask for, and the gateway's work
 *   in flight
 * @returns a listener for Node's server
 */
export function createHttp(options: {
  answerer: Answerer;
  openShare: (address: string | null) => Share;
  limits: Limits;
  work: Work;
}) {
  const { answerer, openShare, limits, work } = options;

  async function answerCall(request: IncomingMessage, unread: Unread): Promise<Answer> {
    const share = openShare(unread.address);
    try {
      const body = await readBody(request, limits.frameBytes, share);
      if (body === null) {
        const words = `The body must have at most ${limits.frameBytes} bytes.`;
        const answer = await answerer.refuse(new Refusal('invalid_request', words), unread);
        return answer.ok || answer.status !== 400 ? answer : { ...answer, status: 413 };
      }
      return await answerer.answer({ ...unread, ...readHttpCall(unread.call, body, request.headers) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return await answerer.refuse(error, unread);
    } finally {
      share.release();
    }
  }

  function answerRequest(request: IncomingMessage, unread: Unread, path: string): Promise<Answer> | Answer {
    if (work.isEnding()) return STOPPING;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && path === '/healthz') return readHealth(unread.correlationId);
    if (isRead && path === '/AP/openapi.json') return { ok: true, reply: openApi() };
    if (request.method === 'POST' && CALL.test(path)) return answerCall(request, unread);
    return answerer.refuse(new Refusal('not_supported', 'Calls are made by POST /AP/<Call>.'), unread);
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const [path = ''] = (request.url ?? '').split('?');
    const call = CALL.exec(path)?.[1] ?? path.slice(0, 100);
    const unread = {
      ...{ call, correlationId: randomUUID() },
      ...{ address: callerAddress(request), userAgent: readUserAgent(request.headers['user-agent']) },
    };
    const answered = Promise.resolve(answerRequest(request, unread, path)).then((answer) =>
      send(response, unread.correlationId, answer),
    );
    work.add(answered).catch((error) => {
      // The caller went away while he was being read, or an answer could not be written.
      log().info(
        { call, correlationId: unread.correlationId, err: error },
        'a request could not be answered',
      );
      response.destroy();
    });
  };
}
