import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, database } from '@/prisma/client';
import type { PrismaClient } from '@/prisma/generated/client';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { calls } from '../registry';
import { contextOf, newActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { COMMIT_CALLS, COMMIT_CASES } from '../testing/commit-cases';
import { type DatabaseProxy, openDatabaseProxy } from '../testing/database-proxy';
import { outcomeOf } from '../testing/outcome';

let proxy: DatabaseProxy;
/** A connection that does not use the proxy. */
let direct: PrismaClient;
let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  direct = createDatabase(created.url, 2);
  proxy = await openDatabaseProxy(created.url);
  process.env.DATABASE_URL = proxy.url;
});

afterAll(async () => {
  await database().$disconnect();
  proxy.close();
  await direct.$disconnect();
  await drop();
});

async function prepareCall(call: (typeof COMMIT_CALLS)[number]) {
  const { request, isDone } = await COMMIT_CASES[call](direct);
  const actor = await newActor({ permissions: ['SUPERUSER'] });
  const context = contextOf();
  const ask = () => outcomeOf<unknown>(calls[call].run(actor, request, context));
  const outcomes = async () => {
    const where = { actorId: actor.userId };
    const entries = await direct.auditEntry.findMany({ where, orderBy: { seq: 'asc' } });
    return entries.map(({ outcome }) => outcome);
  };
  return { ask, isDone, outcomes };
}

describe.each(COMMIT_CALLS)('a connection that breaks during %s', (call) => {
  it('before the COMMIT changes nothing: the call fails, and a retry with its id succeeds', async () => {
    const { ask, isDone, outcomes } = await prepareCall(call);
    const cut = proxy.cutAtCommit('before');
    expect(await ask()).toMatchObject({ code: 102 });
    await cut;
    expect(await isDone()).toBe(false);
    expect(await outcomes()).toEqual(['failed']);
    expect(await ask()).toMatchObject({ code: 0 });
    expect(await isDone()).toBe(true);
    expect(await outcomes()).toEqual(['failed', 'done']);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('after the COMMIT loses nothing: the call and a retry with its id both return the reply', async () => {
    const { ask, isDone, outcomes } = await prepareCall(call);
    const cut = proxy.cutAtCommit('after');
    const answer = await ask();
    await cut;
    expect(answer).toMatchObject({ code: 0 });
    expect(await isDone()).toBe(true);
    expect(await outcomes()).toEqual(['done']);
    expect(await ask()).toEqual(answer);
    expect(await outcomes()).toEqual(['done']);
    expect((await checkChain()).problems).toEqual([]);
  });
});
