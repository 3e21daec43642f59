import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrismaClient } from '@/prisma/generated/client';
import { checkChain } from './chain';
import { COMMIT_CALLS, COMMIT_CASES, type CommitCall } from './commit-cases';
import { createProxiedDatabase, type ProxiedDatabase } from './proxied-database';

/** A call of an actor of its own, which can be repeated with the same request id. */
export interface RepeatableCall {
  actorId: number;
  ask: () => Promise<{ code: number }>;
}

/**
 * Tests that a call during which the connection to the database breaks is done once or not at all, and that
 * its answer says which.
 *
 * @param prepare prepares the call for a way in; it gets a connection that does not break
 */
export function testCommitCuts(
  prepare: (direct: PrismaClient, asked: { call: CommitCall; request: object }) => Promise<RepeatableCall>,
): void {
  let database: ProxiedDatabase;
  beforeAll(async () => {
    database = await createProxiedDatabase();
  });
  afterAll(() => database?.drop());

  async function prepareCall(call: CommitCall) {
    const { proxy, direct } = database;
    const { request, isDone } = await COMMIT_CASES[call](direct);
    const { actorId, ask } = await prepare(direct, { call, request });
    const outcomes = async () => {
      const entries = await direct.auditEntry.findMany({ where: { actorId }, orderBy: { seq: 'asc' } });
      return entries.map(({ outcome }) => outcome);
    };
    return { proxy, ask, isDone, outcomes };
  }

  describe.each(COMMIT_CALLS)('a connection that breaks during %s', (call) => {
    it('before the COMMIT changes nothing: the call fails, and a retry with its id succeeds', async () => {
      const { proxy, ask, isDone, outcomes } = await prepareCall(call);
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
      const { proxy, ask, isDone, outcomes } = await prepareCall(call);
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
}
