import { afterAll, beforeAll } from 'vitest';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import type { Limits } from '../limits/limits';
import { type Gateway, openGateway } from '../server';

/** Tests call far more often than people do. */
export const PATIENT: Partial<Limits> = {
  unauthenticated: { calls: 1_000_000, seconds: 60 },
  unknownSockets: 1_000_000,
  signInMs: 600_000,
};

/**
 * Gives a test file a database and a gateway of its own, on a free port, with real sockets.
 *
 * @param limits other than those that tests need
 * @returns where the gateway listens, once the tests run
 */
export function setUpGateway(limits: Partial<Limits> = {}): { readonly origin: string } {
  setUpTestDatabase();
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await openGateway({ host: '127.0.0.1', port: 0, limits: { ...PATIENT, ...limits } });
  });
  afterAll(() => gateway?.close());
  return {
    get origin() {
      return `http://127.0.0.1:${gateway.port}`;
    },
  };
}
