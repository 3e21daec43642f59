import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { makeUser } from '@/prisma/factories';
import { inTransaction, translateError } from './database';
import { Refusal, ServerFault } from './errors';
import { removals } from './registry';
import { contextOf, newActor } from './testing/callers';
import { makeOneOfEach } from './testing/one-of-each';
import { outcomeOf } from './testing/outcome';
import { changesSince, readEntries, readState } from './testing/state';
import { setUpTestDatabase } from './testing/test-database';
import { holdOpen } from './testing/transactions';

setUpTestDatabase();

const conflict = (code: string) => Object.assign(new Error('conflict'), { code });

describe('a transaction', () => {
  it.each(['40001', '40P01', 'P2034'])(
    'begins again after a conflict, with nothing of the first try left: %s',
    async (code) => {
      const names: string[] = [];
      const result = await inTransaction(async (tx) => {
        names.push((await makeUser(tx)).userName);
        if (names.length < 3) throw conflict(code);
        return 'done';
      });
      expect(result).toBe('done');
      const kept = await database().user.findMany({ where: { userName: { in: names } } });
      expect(kept.map(({ userName }) => userName)).toEqual(names.slice(-1));
    },
  );

  it.each([
    ['gives up after five conflicts', conflict('40P01'), 5],
    ['does not begin again after another error', new Error('broken'), 1],
    ['does not begin again after a refusal', new Refusal('not_found', 'There is none.'), 1],
  ])('%s', async (_, error, expected) => {
    let tries = 0;
    const work = () => {
      tries += 1;
      return Promise.reject(error);
    };
    await expect(inTransaction(work)).rejects.toBe(error);
    expect(tries).toBe(expected);
  });

  it('survives a deadlock', async () => {
    const [ann, ben] = [await makeUser(database()), await makeUser(database())];
    const met = { count: 0, all: () => {} };
    const bothHold = new Promise<void>((resolve) => {
      met.all = resolve;
    });
    const lockBoth = (first: number, second: number) =>
      inTransaction(async (tx) => {
        const lock = (id: number) => tx.$queryRaw`SELECT FROM users WHERE id = ${id} FOR UPDATE`;
        await lock(first);
        met.count += 1;
        if (met.count === 2) met.all();
        await bothHold;
        await lock(second);
        return 'both';
      });
    expect(await Promise.all([lockBoth(ann.id, ben.id), lockBoth(ben.id, ann.id)])).toEqual(['both', 'both']);
  });
});

describe('a lock that nobody releases', () => {
  it('ends a removal in time as a failure that may be tried again, which is recorded', async () => {
    const actor = await newActor({ permissions: ['Operator'] });
    const { oms, requests } = await makeOneOfEach();
    const remove = () => removals.RemoveOperatorOMS.run(actor, requests.RemoveOperatorOMS, contextOf());
    const state = await readState();
    const end = await holdOpen((tx) => tx.$queryRaw`SELECT FROM omses WHERE id = ${oms.id} FOR UPDATE`);
    await expect(remove()).rejects.toMatchObject({ name: 'ServerFault', isUnavailable: true });
    await end('commit');
    expect(await changesSince(state)).toEqual({ gone: [], come: [] });
    expect((await readEntries()).at(-1)).toMatchObject({
      actorId: actor.userId,
      outcome: 'failed',
      errorCode: 102,
    });
    expect(await outcomeOf(remove())).toMatchObject({ code: 0 });
  });
});

describe('an error of the database', () => {
  const nested = { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '57P01' } } } };

  it.each<[string, unknown, boolean]>([
    ['a refused connection', { code: 'ECONNREFUSED' }, true],
    ['a pool that is empty', { code: 'P2024' }, true],
    ['a code further in', nested, true],
    ['a cause', { cause: { code: '55P03' } }, true],
    ['the words of the driver', new Error('Connection terminated unexpectedly'), true],
    [
      'a broken rule of the database',
      { code: 'P2039', meta: { driverAdapterError: { cause: { code: '23514' } } } },
      false,
    ],
    ['a mistake in the program', new TypeError('x is undefined'), false],
    ['nothing at all', undefined, false],
  ])('%s is a fault, unavailable: %s', (_, error, isUnavailable) => {
    const fault = translateError(error);
    expect(fault).toBeInstanceOf(ServerFault);
    expect(fault).toMatchObject({ isUnavailable, cause: error });
  });

  it('stays what it is when it was translated before', () => {
    for (const known of [new Refusal('not_found', 'There is none.'), new ServerFault(true, undefined)]) {
      expect(translateError(known)).toBe(known);
    }
  });
});
