import { describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { Prisma } from '@/prisma/generated/client';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { makeRemovalScene } from '../testing/scene';
import { setUpTestDatabase } from '../testing/test-database';
import { holdOpen, untilWaiting } from '../testing/transactions';
import { Refusal, ServerFault } from './errors';
import { connectionsForChanges, inTransaction, translateError } from './transaction';

setUpTestDatabase();

const conflict = (code: string) => Object.assign(new Error('conflict'), { code });

describe('a transaction', () => {
  it.each(['40001', '40P01', 'P2034'])(
    'is repeated after conflict %s, and keeps nothing of the first attempt',
    async (code) => {
      const names: string[] = [];
      const result = await inTransaction(async (tx) => {
        names.push((await create.user(tx)).userName);
        if (names.length < 3) throw conflict(code);
        return 'done';
      });
      expect(result).toBe('done');
      const kept = await database().user.findMany({ where: { userName: { in: names } } });
      expect(kept.map(({ userName }) => userName)).toEqual(names.slice(-1));
    },
  );

  it.each([
    ['fails after five conflicts', conflict('40P01'), 5],
    ['is not repeated after another error', new Error('broken'), 1],
    ['is not repeated after a refusal', new Refusal('not_found', 'There is none.'), 1],
  ])('%s', async (_, error, expected) => {
    let tries = 0;
    const work = () => {
      tries += 1;
      return Promise.reject(error);
    };
    await expect(inTransaction(work)).rejects.toBe(error);
    expect(tries).toBe(expected);
  });

  it.each(['40001', '40P01'])('is repeated when the database reports conflict %s', async (code) => {
    let tries = 0;
    const result = await inTransaction(async (tx) => {
      tries += 1;
      const raising = `DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '${code}'; END $$`;
      if (tries === 1) await tx.$executeRaw(Prisma.raw(raising));
      return 'done';
    });
    expect({ result, tries }).toEqual({ result: 'done', tries: 2 });
  });
});

describe('mutations that wait for a lock', () => {
  it('leave database connections free for queries', async () => {
    const actor = await newActor({ permissions: ['Operator'] });
    const end = await holdOpen((tx) => tx.$queryRaw`SELECT FROM audit_head FOR UPDATE`);
    const changes = [];
    for (let count = 0; count < 30; count++) {
      const { requests } = await makeRemovalScene();
      changes.push(outcomeOf(removals.RemoveOperatorOMS.run(actor, requests.RemoveOperatorOMS, contextOf())));
    }
    await untilWaiting(connectionsForChanges());
    await expect(database().user.count()).resolves.toBeGreaterThan(0);
    await end('commit');
    await Promise.all(changes);
  });
});

describe('the deadline of a call', () => {
  it('prevents a new transaction once it has passed', async () => {
    const work = vi.fn();
    await expect(inTransaction(work, performance.now() - 1)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(work).not.toHaveBeenCalled();
  });

  it('rolls the transaction back, however fast each of its statements is', async () => {
    const names: string[] = [];
    const slow = inTransaction(async (tx) => {
      for (;;) {
        names.push((await create.user(tx)).userName);
        await tx.$executeRaw`SELECT pg_sleep(0.2)`;
      }
    }, performance.now() + 1_000);
    await expect(slow).rejects.toSatisfy((error) => translateError(error) instanceof ServerFault);
    expect(await database().user.count({ where: { userName: { in: names } } })).toBe(0);
  });
});

describe('translateError', () => {
  const nested = (code: string) => ({
    code: 'P2039',
    meta: { driverAdapterError: { cause: { originalCode: code } } },
  });

  it.each<[string, boolean, unknown]>([
    ['a refused connection', true, { code: 'ECONNREFUSED' }],
    ['an exhausted connection pool', true, { code: 'P2024' }],
    ['an error with a nested code', true, nested('57P01')],
    ['an error whose cause has a code', true, { cause: { code: '55P03' } }],
    ['the message of a lost connection', true, new Error('Connection terminated unexpectedly')],
    ['a violated constraint', false, nested('23514')],
    ['a programming error', false, new TypeError('x is undefined')],
    ['undefined', false, undefined],
  ])('makes %s a fault, with isUnavailable %s', (_, isUnavailable, error) => {
    const fault = translateError(error);
    expect(fault).toBeInstanceOf(ServerFault);
    expect(fault).toMatchObject({ isUnavailable, cause: error });
  });

  it('returns refusals and faults unchanged', () => {
    for (const known of [
      new Refusal('not_found', 'There is none.'),
      new ServerFault('unavailable', undefined),
    ]) {
      expect(translateError(known)).toBe(known);
    }
  });
});
