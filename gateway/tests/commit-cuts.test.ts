import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMIT_CALLS, COMMIT_CASES } from '@/domain/testing/commit-cases';
import { type DatabaseProxy, openDatabaseProxy } from '@/domain/testing/database-proxy';
import { createDatabase, database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { type Gateway, openGateway } from '../server';
import { openClient } from '../testing/client';

let proxy: DatabaseProxy;
/** Connects without the proxy. */
let direct: PrismaClient;
let gateway: Gateway;
let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  direct = createDatabase(created.url, 2);
  proxy = await openDatabaseProxy(created.url);
  process.env.DATABASE_URL = proxy.url;
  gateway = await openGateway({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await gateway?.close();
  await database().$disconnect();
  proxy.close();
  await direct.$disconnect();
  await drop();
});

async function makeScene(call: (typeof COMMIT_CALLS)[number]) {
  const { request, isDone } = await COMMIT_CASES[call](direct);
  const { id: actorId } = await create.user(direct, { permissions: ['SUPERUSER'] });
  const { secret: sessionId } = await create.session(direct, { userId: actorId, door: 'gateway' });
  const headers = { 'Idempotency-Key': randomUUID() };
  const client = await openClient('http', `http://127.0.0.1:${gateway.port}`, { headers, sessionId });
  const outcomes = async () => {
    const entries = await direct.auditEntry.findMany({ where: { actorId }, orderBy: { seq: 'asc' } });
    return entries.map(({ outcome }) => outcome);
  };
  return { ask: () => client.call(call, request), isDone, outcomes };
}

describe.each(COMMIT_CALLS)('when the database connection breaks during %s', (call) => {
  it('before the COMMIT arrives, nothing is done, the answer is 102, and a repeat succeeds', async () => {
    const { ask, isDone, outcomes } = await makeScene(call);
    const cut = proxy.cutAtCommit('before');
    expect(await ask()).toMatchObject({ code: 102 });
    await cut;
    expect(await isDone()).toBe(false);
    expect(await outcomes()).toEqual(['failed']);
    expect(await ask()).toMatchObject({ code: 0 });
    expect(await isDone()).toBe(true);
    expect(await outcomes()).toEqual(['failed', 'done']);
  });

  it('after the COMMIT, one entry says done, and the client gets the reply, also for a repeat', async () => {
    const { ask, isDone, outcomes } = await makeScene(call);
    const cut = proxy.cutAtCommit('after');
    const answer = await ask();
    await cut;
    expect(answer).toMatchObject({ code: 0 });
    expect(await isDone()).toBe(true);
    expect(await outcomes()).toEqual(['done']);
    expect(await ask()).toEqual(answer);
    expect(await outcomes()).toEqual(['done']);
  });
});
