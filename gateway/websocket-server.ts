import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ErrorKind, standardError } from '@/domain/call/errors';
import { watchOpen } from '@/server/metrics';
import { readUserAgent } from '@/server/user-agent';
import type { Dispatcher } from './dispatch';
import { clientAddress } from './limits/address';
import type { InFlight } from './limits/in-flight';
import type { Limits } from './limits/limits';
import type { Reservation } from './limits/memory-budget';
import { createSignInWait } from './limits/sign-in-wait';
import { createApad } from './protocols/apad';
import { createApex } from './protocols/apex';
import { isForeignPage } from './protocols/foreign-page';
import { serveSocket } from './serve-socket';

const PATHS = { apex: /^\/WSGateway\/?$/, apad: /^\/APAD\/?$/ };

/** Requests to upgrade to any other protocol are answered over HTTP. */
const isSocketRequest = ({ method, headers }: IncomingMessage) =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';

/** Refuses to open a socket, with the standard object as over HTTP, and closes the connection. */
function refuseUpgrade(
  stream: Duplex,
  status: string,
  { kind, detail, retryAfterSeconds }: { kind: ErrorKind; detail: string; retryAfterSeconds?: number },
): void {
  const body = JSON.stringify(standardError(kind, detail));
  const headers = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
  ];
  stream.once('finish', () => stream.destroy());
  stream.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}

/** The sockets of both wire protocols. */
export interface Sockets {
  /** Whether a request with an Upgrade header asks for a socket. */
  isFor(request: IncomingMessage): boolean;
  /** A listener for the `upgrade` event of Node's server. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Closes all sockets with a close frame, and cuts those that do not answer it. */
  close(): Promise<void>;
}

/** How long a client has to answer the close frame. Then the connection is cut. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Serves WebSockets at `/WSGateway/` (APEX) and `/APAD/`. */
export function createSockets(options: {
  dispatcher: Dispatcher;
  reserve: (address: string | null) => Reservation;
  reserveUnfinished: (address: string | null) => Reservation;
  limits: Limits;
  inFlight: InFlight;
}): Sockets {
  const { limits, inFlight } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.maxFrameBytes });
  const stopCounting = watchOpen('sockets', () => server.clients.size);
  const unanswered = new WeakSet<WebSocket>();
  const signInWait = createSignInWait(limits);

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (unanswered.has(socket)) socket.terminate();
      unanswered.add(socket);
      socket.ping();
    }
  }, limits.heartbeatMs);

  server.on('connection', (socket: WebSocket, request: IncomingMessage, stream: Duplex) => {
    const noteAlive = () => unanswered.delete(socket);
    socket.on('pong', noteAlive).on('message', noteAlive);
    const userAgent = readUserAgent(request.headers['user-agent']);
    const address = clientAddress(request);
    const onAuthenticated = signInWait.begin(socket, address);
    const socketOptions = { ...options, stream, address, userAgent, onAuthenticated };
    if (PATHS.apex.test(pathOf(request))) serveSocket(socket, { ...socketOptions, protocol: createApex() });
    else serveSocket(socket, { ...socketOptions, protocol: createApad() });
  });

  return {
    isFor: isSocketRequest,
    upgrade(request, stream, head) {
      // Node no longer handles errors of this stream. Without a listener a broken connection would end the
      // process.
      stream.on('error', () => stream.destroy());
      const path = pathOf(request);
      if (inFlight.isEnding()) {
        const detail = 'The gateway is stopping.';
        return refuseUpgrade(stream, '503 Service Unavailable', { kind: 'server_error', detail });
      }
      if (!PATHS.apex.test(path) && !PATHS.apad.test(path)) {
        const detail = 'Sockets are at /WSGateway/ and /APAD/.';
        return refuseUpgrade(stream, '404 Not Found', { kind: 'not_supported', detail });
      }
      if (isForeignPage(request)) {
        const detail = 'Pages of other origins can open no socket.';
        return refuseUpgrade(stream, '403 Forbidden', { kind: 'not_authorized', detail });
      }
      if (!signInWait.hasRoom(clientAddress(request))) {
        const retryAfterSeconds = Math.ceil(limits.signInMs / 1_000);
        const detail = `At most ${limits.unauthenticatedSockets} sockets of one address may wait for a sign-in. Sign in on one, or try again in ${retryAfterSeconds} seconds.`;
        return refuseUpgrade(stream, '429 Too Many Requests', {
          kind: 'operation_failed',
          detail,
          retryAfterSeconds,
        });
      }
      server.handleUpgrade(request, stream, head, (socket) =>
        server.emit('connection', socket, request, stream),
      );
    },
    async close() {
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.close(1001, 'The gateway is stopping.');
      const deadline = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, CLOSE_TIMEOUT_MS);
      await Promise.all(
        [...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      clearTimeout(deadline);
      stopCounting();
    },
  };
}

const pathOf = (request: IncomingMessage) => (request.url ?? '').split('?')[0] ?? '';
