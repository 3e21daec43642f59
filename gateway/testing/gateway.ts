import { afterAll, beforeAll } from 'vitest';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import type { Limits } from '../limits/limits';
import { type Gateway, openGateway } from '../server';

/** Limits that tests do not reach, though they call far more often than programs do. */
export const TEST_LIMITS: Partial<Limits> = {
  unauthenticated: { calls: 1_000_000, seconds: 60 },
  unauthenticatedSockets: 1_000_000,
  signInMs: 600_000,
};

/**
 * Gives a test file a database and a gateway of its own, on a free port, with real sockets.
 *
 * @param limits override TEST_LIMITS
 * @returns `origin` can be read once the tests run
 */
export function setUpGateway(limits: Partial<Limits> = {}): { readonly origin: string } {
  setUpTestDatabase();
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await openGateway({ host: '127.0.0.1', port: 0, limits: { ...TEST_LIMITS, ...limits } });
  });
  afterAll(() => gateway?.close());
  return {
    get origin() {
      return `http://127.0.0.1:${gateway.port}`;
    },
  };
}
