import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { testCommitCuts } from '@/domain/testing/commit-cuts';
import { create } from '@/prisma/factories';
import { type Gateway, openGateway } from '../server';
import { openClient } from '../testing/client';

describe('at the gateway', () => {
  let gateway: Gateway;

  testCommitCuts(async (direct, { call, request }) => {
    const { id: actorId } = await create.user(direct, { permissions: ['SUPERUSER'] });
    const { secret: sessionId } = await create.session(direct, { userId: actorId, door: 'gateway' });
    const headers = { 'Idempotency-Key': randomUUID() };
    const client = await openClient('http', `http://127.0.0.1:${gateway.port}`, { headers, sessionId });
    return { actorId, ask: () => client.call(call, request) };
  });

  // Opens after the database and closes before it: beforeAll runs in order, afterAll in the opposite order.
  beforeAll(async () => {
    gateway = await openGateway({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => gateway?.close());
});
