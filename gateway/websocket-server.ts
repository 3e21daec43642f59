import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ErrorKind, standardError } from '@/domain/call/errors';
import { watchOpen } from '@/server/metrics';
import { readUserAgent } from '@/server/user-agent';
import type { Dispatcher } from './dispatch';
import { callerAddress } from './limits/address';
import type { InFlight } from './limits/in-flight';
import type { Limits } from './limits/limits';
import type { Reservation } from './limits/memory-budget';
import { createSignInWait } from './limits/sign-in-wait';
import { createApad } from './protocols/apad';
import { createApex } from './protocols/apex';
import { isForeignPage } from './protocols/foreign-page';
import { serveSocket } from './serve-socket';

const PATHS = { apex: /^\/WSGateway\/?$/, apad: /^\/APAD\/?$/ };

/** Whether a request is one for a socket. Any other protocol that it asks for is passed over. */
const asksForSocket = ({ method, headers }: IncomingMessage) =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';

/** Answers what does not become a socket, in the words of the HTTP door, and lets go of the connection. */
function turnAway(
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
  /** Whether a request with the header Upgrade asks for one. */
  isFor(request: IncomingMessage): boolean;
  /** A listener for the upgrades of Node's server. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Closes them all, with words, and those who don't hear it without. */
  close(): Promise<void>;
}

/** How long a client has to answer to the closing of his socket. */
const GOODBYE_MS = 1_000;

/**
 * Opens the doors of `/WSGateway/` and `/APAD/`.
 *
 * @param options who answers, what opens a share of the memory, what a caller may ask for, and the gateway's work in
 *   flight
 */
export function createSockets(options: {
  dispatcher: Dispatcher;
  reserve: (address: string | null) => Reservation;
  reserveUnfinished: (address: string | null) => Reservation;
  limits: Limits;
  inFlight: InFlight;
}): Sockets {
  const { limits, inFlight } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.largestFrameBytes });
  const endWatch = watchOpen('sockets', () => server.clients.size);
  const silent = new WeakSet<WebSocket>();
  const signInWait = createSignInWait(limits);

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate();
      silent.add(socket);
      socket.ping();
    }
  }, limits.heartbeatMs);

  server.on('connection', (socket: WebSocket, request: IncomingMessage, stream: Duplex) => {
    const isAlive = () => silent.delete(socket);
    socket.on('pong', isAlive).on('message', isAlive);
    const userAgent = readUserAgent(request.headers['user-agent']);
    const address = callerAddress(request);
    const onCaller = signInWait.begin(socket, address);
    const asked = { ...options, stream, address, userAgent, onCaller };
    if (PATHS.apex.test(pathOf(request))) serveSocket(socket, { ...asked, protocol: createApex() });
    else serveSocket(socket, { ...asked, protocol: createApad() });
  });

  return {
    isFor: asksForSocket,
    upgrade(request, stream, head) {
      // Node has let go of the stream: a caller who hangs up now must not take the process with him.
      stream.on('error', () => stream.destroy());
      const path = pathOf(request);
      if (inFlight.isEnding()) {
        const detail = 'The gateway is stopping.';
        return turnAway(stream, '503 Service Unavailable', { kind: 'server_error', detail });
      }
      if (!PATHS.apex.test(path) && !PATHS.apad.test(path)) {
        const detail = 'Sockets are at /WSGateway/ and /APAD/.';
        return turnAway(stream, '404 Not Found', { kind: 'not_supported', detail });
      }
      if (isForeignPage(request)) {
        const detail = 'Pages of other origins can open no socket.';
        return turnAway(stream, '403 Forbidden', { kind: 'not_authorized', detail });
      }
      if (!signInWait.hasRoom(callerAddress(request))) {
        const retryAfterSeconds = Math.ceil(limits.signInMs / 1_000);
        const detail = `At most ${limits.unknownSockets} sockets of one address may wait for a sign-in. Sign in on one, or try again in ${retryAfterSeconds} seconds.`;
        return turnAway(stream, '429 Too Many Requests', {
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
      }, GOODBYE_MS);
      await Promise.all(
        [...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      clearTimeout(deadline);
      endWatch();
    },
  };
}

const pathOf = (request: IncomingMessage) => (request.url ?? '').split('?')[0] ?? '';
