import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { callerAddress } from './address';
import type { Answerer } from './answer';
import { createApad } from './apad';
import { createApex } from './apex';
import type { Limits } from './limits';
import { serveSocket } from './socket';
import type { Work } from './work';

const PATHS = { apex: /^\/WSGateway\/?$/, apad: /^\/APAD\/?$/ };

/**
 * Browsers say which page opens a socket, and let any page open one. Programs say nothing, or the gateway's own
 * address.
 */
function isForeignPage({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}

function turnAway(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The sockets of both wire protocols. */
export interface Sockets {
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
 * @param options who answers, what a caller may ask for, and the gateway's work in flight
 */
export function createSockets(options: { answerer: Answerer; limits: Limits; work: Work }): Sockets {
  const { limits, work } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.largestFrameBytes });
  const silent = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate();
      silent.add(socket);
      socket.ping();
    }
  }, limits.heartbeatMs);

  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const isAlive = () => silent.delete(socket);
    socket.on('pong', isAlive).on('message', isAlive);
    const protocol = PATHS.apex.test(pathOf(request)) ? createApex() : createApad();
    serveSocket(socket, { ...options, protocol: protocol as never, address: callerAddress(request) });
  });

  return {
    upgrade(request, stream, head) {
      const path = pathOf(request);
      if (work.isEnding()) return turnAway(stream, '503 Service Unavailable');
      if (!PATHS.apex.test(path) && !PATHS.apad.test(path)) return turnAway(stream, '404 Not Found');
      if (isForeignPage(request)) return turnAway(stream, '403 Forbidden');
      server.handleUpgrade(request, stream, head, (socket) => server.emit('connection', socket, request));
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
    },
  };
}

const pathOf = (request: IncomingMessage) => (request.url ?? '').split('?')[0] ?? '';
