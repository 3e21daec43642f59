import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/server/log';
import { createDispatcher } from './dispatch';
import { createInFlight } from './limits/in-flight';
import { LIMITS, type Limits } from './limits/limits';
import { createMemoryBudget } from './limits/memory-budget';
import { createHttp } from './protocols/http';
import { createUpgradeRemover } from './protocols/plain-request';
import { createSockets } from './websocket-server';

/** A running gateway. */
export interface Gateway {
  port: number;
  /** Answers the calls in flight, refuses new ones with a message, and closes all connections. */
  close(): Promise<void>;
}

/** The memory budgets of calls that are being read or answered, and of unfinished frames. */
const openBudgets = (limits: Limits) => ({
  reserve: createMemoryBudget({ total: limits.waitingBytes, perAddress: limits.waitingBytesPerAddress }),
  reserveUnfinished: createMemoryBudget({
    total: limits.unfinishedBytes,
    perAddress: limits.unfinishedBytesPerAddress,
  }),
});

/** How long an HTTP connection may be silent while an answer is being sent. */
const SILENCE_MS = 60_000;

/** How long connections that do not close may delay the end of the gateway. */
const CLOSE_TIMEOUT_MS = 500;

/** How long a request may take to arrive, so that a slow client can't hold a connection for long. */
const REQUEST_MS = 30_000;

/**
 * Opens the gateway for programs: APEX frames, the APAD envelope and HTTP on one port.
 *
 * @param options port 0 finds a free one; `limits` override LIMITS
 * @throws Error when it can't listen there
 */
export async function openGateway(options: {
  host: string;
  port: number;
  limits?: Partial<Limits>;
}): Promise<Gateway> {
  const limits = { ...LIMITS, ...options.limits };
  const inFlight = createInFlight();
  const dispatcher = createDispatcher(limits);
  const parts = { dispatcher, ...openBudgets(limits), limits, inFlight };
  const sockets = createSockets(parts);
  const server = createServer({ requestTimeout: REQUEST_MS }, createHttp(parts));
  server.maxConnections = limits.connections;
  server.setTimeout(SILENCE_MS);
  const serveWithoutUpgrade = createUpgradeRemover(server);
  server.on('upgrade', (request, stream, head) => {
    if (sockets.isFor(request)) sockets.upgrade(request, stream, head);
    else serveWithoutUpgrade(request, stream, head);
  });
  server.listen({ host: options.host, port: options.port });
  await once(server, 'listening');
  server.on('error', (error) => log().error({ err: error }, 'the gateway’s server failed'));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const isClosed = new Promise((resolve) => server.close(resolve));
      await inFlight.drain(limits.drainMs);
      await sockets.close();
      server.closeAllConnections();
      await Promise.race([isClosed, sleep(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}
