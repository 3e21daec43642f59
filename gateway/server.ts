import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAnswerer } from './answer';
import { createHttp } from './http';
import { LIMITS, type Limits } from './limits';
import { createSockets } from './sockets';
import { createWork } from './work';

/** A gateway that takes calls. */
export interface Gateway {
  port: number;
  /** Finishes what is in flight, refuses the rest with words, and ends. */
  close(): Promise<void>;
}

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
  const work = createWork();
  const answerer = createAnswerer(limits);
  const sockets = createSockets({ answerer, limits, work });
  const server = createServer({ requestTimeout: REQUEST_MS }, createHttp({ answerer, limits, work }));
  server.on('upgrade', sockets.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const isClosed = new Promise((resolve) => server.close(resolve));
      await work.end(limits.drainMs);
      await sockets.close();
      server.closeAllConnections();
      await isClosed;
    },
  };
}
