import { expect, it, vi } from 'vitest';
import { parseEnv } from '@/env';
import { findFreePort } from '../database/free-port';
import { createTestDatabase } from '../testing/test-database';
import { untilHealthy } from './health';
import { gatewayListener } from './listeners';
import { runServers } from './run-servers';
import { type Server, startGateway } from './server';
import { supervise } from './supervise';

const HANG_MS = 60_000;

/** Runs a gateway as `npm start` does, and calls `work` with its processes. */
async function runGateway(
  work: (options: {
    started: Server[];
    untilReady: () => Promise<void>;
    failed: Promise<never>;
  }) => Promise<void>,
): Promise<Server[]> {
  const database = await createTestDatabase();
  const { DATABASE_URL, NEXTAUTH_SECRET, AUDIT_KEY } = process.env;
  const env = parseEnv({
    DATABASE_URL,
    NEXTAUTH_SECRET,
    AUDIT_KEY,
    LOG_LEVEL: 'silent',
    GATEWAY_PORT: String(await findFreePort()),
  });
  const started: Server[] = [];
  const start = () => {
    const server = startGateway({ env, output: 'pipe' });
    started.push(server);
    return server;
  };
  const listener = gatewayListener(env);
  const untilReady = () => untilHealthy(listener, AbortSignal.timeout(HANG_MS));
  try {
    await supervise(async (lifecycle) => {
      await runServers({ what: 'the gateway', servers: [{ start, listener }] }, lifecycle);
      await work({ started, untilReady, failed: lifecycle.failed });
      return 0;
    }, 1);
  } finally {
    await database.drop();
  }
  return started;
}

it('starts a killed server again, and leaves no server running at the end', {
  timeout: 4 * HANG_MS,
}, async () => {
  const started = await runGateway(async ({ started, untilReady }) => {
    started[0]?.process.kill('SIGKILL');
    await vi.waitFor(() => expect(started.length).toBe(2), { timeout: HANG_MS });
    await untilReady();
  });
  expect(started.map((server) => server.isRunning())).toEqual([false, false]);
});

it('gives up when a server ends more than 5 times, and leaves no server running', {
  timeout: 4 * HANG_MS,
}, async () => {
  const started = await runGateway(async ({ started, failed }) => {
    const killing = setInterval(() => started.at(-1)?.process.kill('SIGKILL'), 20);
    await expect(failed).rejects.toThrow(/^The gateway ended by itself 6 times within 10 minutes/);
    clearInterval(killing);
  });
  expect(started.some((server) => server.isRunning())).toBe(false);
});
