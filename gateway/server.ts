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
import { createPlainly } from './protocols/plain-request';
import { createSockets } from './websocket-server';

/** A gateway that takes calls. */
export interface Gateway {
  port: number;
  /** Finishes what is in flight, refuses the rest with words, and ends. */
  close(): Promise<void>;
}

/** What calls hold that are read or wait, and what frames hold that have not come to their end. */
const openBudgets = (limits: Limits) => ({
  reserve: createMemoryBudget({ all: limits.waitingBytes, ofOne: limits.waitingBytesOfOne }),
  reserveUnfinished: createMemoryBudget({ all: limits.unfinishedBytes, ofOne: limits.unfinishedBytesOfOne }),
});

/** How long nothing may go over an HTTP connection while an answer is being sent. */
const SILENCE_MS = 60_000;

/** How long a connection that nobody closes may keep the gateway from ending. */
const GOODBYE_MS = 500;

/** A caller who sends a body drop by drop must not hold a connection for long. */
const REQUEST_MS = 30_000;

/**
 * Opens the machines' door: APEX frames, the APAD envelope and HTTP on one port.
 *
 * @param options where to listen (port 0 finds a free one), and limits other than the usual ones
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
  const servePlainly = createPlainly(server);
  server.on('upgrade', (request, stream, head) => {
    if (sockets.isFor(request)) sockets.upgrade(request, stream, head);
    else servePlainly(request, stream, head);
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
      await Promise.race([isClosed, sleep(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}
