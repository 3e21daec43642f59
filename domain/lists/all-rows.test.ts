import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { listAudit } from '../audit-entries/list';
import type { Actor } from '../call/actor';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { statementsDuring } from '../testing/query-plans';
import { setUpTestDatabase } from '../testing/test-database';
import { listAccountLinks } from '../user-accounts/list';
import { rowsOf } from './all-rows';

setUpTestDatabase();

const MANY = 100_000;
const MEBIBYTE = 2 ** 20;

let actor: Actor;

beforeAll(async () => {
  actor = await newActor({ permissions: ['Operator'] });
  const { id: omsId } = await create.oms(database());
  for (let from = 1; from <= MANY; from += 10_000) {
    await database().$executeRaw`
      INSERT INTO accounts (id, handle, oms_id)
      SELECT n, 'account-' || n, ${omsId} FROM generate_series(${from}::int, ${from + 9_999}::int) AS n`;
    await database().$executeRaw`
      INSERT INTO user_accounts (user_id, account_id)
      SELECT ${actor.userId}, n FROM generate_series(${from}::int, ${from + 9_999}::int) AS n`;
    // The entries have this Operator as their actor, so that they may read them. No test here verifies the
    // chain.
    await database().$executeRaw`
      INSERT INTO audit_entries (seq, at, actor_id, actor_name, door, call, outcome, error_code, target, account_id,
        request_id, correlation_id, request, prev, mac)
      SELECT n, now(), ${actor.userId}, 'operator', 'console', 'RemoveUserAccount', 'done', 0, 'account ' || n, n,
        'request-' || n, gen_random_uuid(), '{}', repeat('0', 64), repeat('0', 64)
      FROM generate_series(${from}::int, ${from + 9_999}::int) AS n`;
  }
});

const links = (by: Actor | null, request: object = {}) =>
  rowsOf(listAccountLinks, async () => by, { request: { filters: {}, ...request }, context: contextOf() });

describe('reading a whole list', () => {
  it(`of ${MANY} rows gives each row once, in order, with little memory`, async () => {
    const beginning = process.memoryUsage().rss;
    let [count, mostMemory, last] = [0, 0, ''];
    for await (const { accountHandle } of links(actor, { sort: 'account' })) {
      expect(accountHandle > last).toBe(true);
      last = accountHandle;
      count += 1;
      if (count % 5_000 === 0) mostMemory = Math.max(mostMemory, process.memoryUsage().rss - beginning);
    }
    expect(count).toBe(MANY);
    expect(mostMemory).toBeLessThan(150 * MEBIBYTE);
  });

  it('counts nothing', async () => {
    const statements = await statementsDuring(async () => {
      const rows = links(actor, { sort: 'account' });
      for (let count = 0; count < 300; count++) await rows.next();
      await rows.return();
    });
    expect(statements.length).toBeGreaterThanOrEqual(3);
    expect(statements.filter(({ text }) => text.includes('matches'))).toEqual([]);
  });

  it(`of ${MANY} audit entries gives each entry once, newest first, with little memory`, async () => {
    const beginning = process.memoryUsage().rss;
    let [expected, mostMemory] = [MANY, 0];
    const call = { request: { filters: {} }, context: contextOf() };
    for await (const { seq } of rowsOf(listAudit, async () => actor, call)) {
      expect(seq).toBe(String(expected));
      expected -= 1;
      if (expected % 5_000 === 0) mostMemory = Math.max(mostMemory, process.memoryUsage().rss - beginning);
    }
    expect(expected).toBe(0);
    expect(mostMemory).toBeLessThan(150 * MEBIBYTE);
  });

  it('applies the search of the request', async () => {
    const found = [];
    for await (const { accountHandle } of links(actor, { search: 'account-4711' })) found.push(accountHandle);
    expect(found).toHaveLength(11);
  });

  it('ends with a refusal when the actor’s right is revoked meanwhile', async () => {
    const rights = [actor, { ...actor, permissions: [] }];
    const rows = rowsOf(listAccountLinks, async () => rights.shift() ?? null, {
      request: { filters: {} },
      context: contextOf(),
    });
    const read: unknown[] = [];
    const readRows = async () => {
      for await (const row of rows) read.push(row);
    };
    expect(await outcomeOf(readRows())).toMatchObject({ code: 20 });
    expect(read).toHaveLength(100);
  });

  it('is refused before the first row under the same conditions as the list', async () => {
    expect(await outcomeOf(links(null).next())).toMatchObject({ code: 20 });
    expect(await outcomeOf(links(await newActor()).next())).toMatchObject({ code: 20 });
    expect(await outcomeOf(links(actor, { sort: 'nothing' }).next())).toMatchObject({ code: 100 });
  });
});
