import { beforeAll, describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { listAudit } from '../audit-entries/list';
import type { Actor } from '../call/actor';
import type { Query } from '../call/operation';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { statementsDuring } from '../testing/query-plans';
import { setUpTestDatabase } from '../testing/test-database';
import { listAccountLinks } from '../user-accounts/list';
import { allPages } from './all-pages';
import { listRequest, type Page } from './paging';

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
  allPages(listAccountLinks, async () => by, { request: { filters: {}, ...request }, context: contextOf() });

/** The most memory that reading takes, while `look` sees each row. */
async function memoryFor<Row>(pages: AsyncIterable<Row[]>, look: (row: Row) => void): Promise<number> {
  const beginning = process.memoryUsage().rss;
  let most = 0;
  for await (const rows of pages) {
    rows.forEach(look);
    most = Math.max(most, process.memoryUsage().rss - beginning);
  }
  return most;
}

describe('reading a whole list', () => {
  it(`of ${MANY} rows gives each row once, in order, with little memory`, async () => {
    let [count, last, isInOrder] = [0, '', true];
    const memory = await memoryFor(links(actor, { sort: 'account' }), ({ accountHandle }) => {
      isInOrder &&= accountHandle > last;
      last = accountHandle;
      count += 1;
    });
    expect({ count, isInOrder }).toEqual({ count: MANY, isInOrder: true });
    expect(memory).toBeLessThan(150 * MEBIBYTE);
  });

  it('counts nothing', async () => {
    const statements = await statementsDuring(async () => {
      const pages = links(actor, { sort: 'account' });
      for (let count = 0; count < 3; count++) await pages.next();
      await pages.return();
    });
    expect(statements.length).toBeGreaterThanOrEqual(3);
    expect(statements.filter(({ text }) => text.includes('matches'))).toEqual([]);
  });

  it(`of ${MANY} audit entries gives each entry once, newest first, with little memory`, async () => {
    let [expected, isInOrder] = [MANY, true];
    const pages = allPages(listAudit, async () => actor, { request: { filters: {} }, context: contextOf() });
    const memory = await memoryFor(pages, ({ seq }) => {
      isInOrder &&= seq === String(expected);
      expected -= 1;
    });
    expect({ left: expected, isInOrder }).toEqual({ left: 0, isInOrder: true });
    expect(memory).toBeLessThan(150 * MEBIBYTE);
  });

  it('applies the search of the request', async () => {
    const found = [];
    for await (const rows of links(actor, { search: 'account-4711' })) found.push(...rows);
    expect(found).toHaveLength(11);
  });

  it('ends with a refusal when the actor’s right is revoked meanwhile', async () => {
    const rights = [actor, { ...actor, permissions: [] }];
    const pages = allPages(listAccountLinks, async () => rights.shift() ?? null, {
      request: { filters: {} },
      context: contextOf(),
    });
    const read: unknown[] = [];
    const readRows = async () => {
      for await (const rows of pages) read.push(...rows);
    };
    expect(await outcomeOf(readRows())).toMatchObject({ code: 20 });
    expect(read).toHaveLength(100);
  });

  it('is refused before the first row under the same conditions as the list', async () => {
    expect(await outcomeOf(links(null).next())).toMatchObject({ code: 20 });
    expect(await outcomeOf(links(await newActor()).next())).toMatchObject({ code: 20 });
    expect(await outcomeOf(links(actor, { sort: 'nothing' }).next())).toMatchObject({ code: 100 });
  });

  it('reads the next page while one is consumed, larger pages while that is fast, and no page after the reader stops', async () => {
    const run = vi.fn(async () => ({ rows: [1], next: 'more' }) as Page<number>);
    const list = { run } as unknown as Query<Page<number>>;
    const pages = allPages(list, async () => null, { request: {}, context: contextOf() });
    for (let count = 0; count < 5; count++) await pages.next();
    await pages.return();
    const sizes = (run.mock.calls as unknown as [null, { rowsAtOnce: number }][]).map(
      ([, { rowsAtOnce }]) => rowsAtOnce,
    );
    expect(sizes).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('does not fail when the reader stops before a page that could not be read', async () => {
    const run = vi.fn<() => Promise<unknown>>(async () => ({ rows: [1], next: 'more' }));
    run.mockResolvedValueOnce({ rows: [1], next: 'more' }).mockRejectedValueOnce(new Error('lost'));
    const list = { run } as unknown as Query<Page<number>>;
    const pages = allPages(list, async () => null, { request: {}, context: contextOf() });
    expect(await pages.next()).toEqual({ done: false, value: [1] });
    expect(await pages.return()).toEqual({ done: true, value: undefined });
  });

  it('is nothing that an address can ask for', () => {
    expect(listRequest({ rowsAtOnce: '1000', search: 'a' })).toEqual({
      search: 'a',
      filters: { rowsAtOnce: '1000' },
    });
  });
});
