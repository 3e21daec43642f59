import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { FINDINGS } from '../overview/types';
import { lists } from '../registry';
import { newActor } from '../testing/actors';
import { makeManyRows } from '../testing/many-rows';
import { LIST_NAMES, type ListName, type Row, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';
import type { Page } from './paging';

setUpTestDatabase();

interface Order {
  list: ListName;
  sort: string;
  /** The fields that identify a row. */
  fields: string[];
  /** A plain statement without paging, which gives these fields of all rows in the same order. */
  sql: string;
}

const ASSIGNMENTS = `SELECT concat_ws(' ', l.operator_id, l.oms_id) AS id
  FROM operator_omses l JOIN operators o ON o.id = l.operator_id JOIN omses m ON m.id = l.oms_id`;
const LINKS = `SELECT concat_ws(' ', l.user_id, l.account_id) AS id
  FROM user_accounts l JOIN users u ON u.id = l.user_id JOIN accounts a ON a.id = l.account_id`;
const ROLES = `SELECT r.id::text AS id
  FROM company_roles r JOIN users u ON u.id = r.user_id JOIN companies c ON c.id = r.company_id`;
const assignment = { list: 'operators', fields: ['operatorId', 'omsId'] } as const;
const link = { list: 'account-links', fields: ['userId', 'accountId'] } as const;
const role = { list: 'company-roles', fields: ['roleId'] } as const;

const ORDERS = [
  { ...assignment, sort: 'operator', sql: `${ASSIGNMENTS} ORDER BY lower(o.name), l.operator_id, l.oms_id` },
  { ...assignment, sort: 'oms', sql: `${ASSIGNMENTS} ORDER BY lower(m.name), l.operator_id` },
  { ...link, sort: 'user', sql: `${LINKS} ORDER BY lower(u.user_name), l.account_id` },
  { ...link, sort: 'account', sql: `${LINKS} ORDER BY lower(a.handle), l.user_id` },
  { ...role, sort: 'company', sql: `${ROLES} ORDER BY lower(c.name), r.id` },
  { ...role, sort: 'user', sql: `${ROLES} ORDER BY lower(u.user_name), r.id` },
  {
    list: 'audit',
    sort: 'time',
    fields: ['seq'],
    sql: 'SELECT seq::text AS id FROM audit_entries ORDER BY seq',
  },
  {
    list: 'companies',
    sort: 'name',
    fields: ['id'],
    sql: 'SELECT id::text FROM companies ORDER BY lower(name)',
  },
  { list: 'omses', sort: 'name', fields: ['id'], sql: 'SELECT id::text FROM omses ORDER BY lower(name)' },
  {
    list: 'people',
    sort: 'name',
    fields: ['id'],
    sql: 'SELECT id::text FROM users ORDER BY lower(user_name)',
  },
  {
    list: 'users',
    sort: 'name',
    fields: ['id'],
    sql: 'SELECT id::text FROM users ORDER BY lower(user_name)',
  },
  {
    list: 'accounts',
    sort: 'name',
    fields: ['id'],
    sql: 'SELECT id::text FROM accounts ORDER BY lower(handle)',
  },
  {
    list: 'operator-people',
    sort: 'name',
    fields: ['id'],
    sql: 'SELECT id::text FROM operators o ORDER BY lower(name), o.id',
  },
] satisfies readonly (Omit<Order, 'fields'> & { fields: readonly string[] })[];

/** The filters that other tables' ids and orders meet, with the same condition of a plain statement. */
const FILTERS: Partial<Record<ListName, [object, string][]>> = {
  operators: [
    [{ user: 'user' }, 'l.operator_id = $user'],
    [{ oms: 'largest' }, 'l.oms_id = $largest'],
    [{ oms: 'empty' }, 'l.oms_id = $empty'],
    [{ user: 'user', oms: 'largest' }, 'l.operator_id = $user AND l.oms_id = $largest'],
  ],
  'account-links': [
    [{ user: 'user' }, 'l.user_id = $user'],
    [{ account: 'account' }, 'l.account_id = $account'],
    [{ oms: 'largest' }, 'a.oms_id = $largest'],
    [{ oms: 'smallest' }, 'a.oms_id = $smallest'],
    [{ oms: 'empty' }, 'a.oms_id = $empty'],
    [{ user: 'user', oms: 'largest' }, 'l.user_id = $user AND a.oms_id = $largest'],
    [{ user: 'user', account: 'account' }, 'l.user_id = $user AND l.account_id = $account'],
  ],
  'company-roles': [
    [{ user: 'user' }, 'r.user_id = $user'],
    [{ company: 'company' }, 'r.company_id = $company'],
    [{ role: 'CoAdmin' }, "r.role = 'CoAdmin'"],
    [{ role: 'CoAgent', company: 'company' }, "r.role = 'CoAgent' AND r.company_id = $company"],
    [{ role: 'CoAgent', user: 'user' }, "r.role = 'CoAgent' AND r.user_id = $user"],
  ],
};

let actor: Actor;
/** What the filters name. */
let ids: Record<string, number>;

const read = (list: ListName, request: object) => readList(actor, list, { size: 25, ...request });

beforeAll(async () => {
  const { omses, users, accounts, companies } = await makeManyRows();
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  const [user, account, company] = [users, accounts, companies].map(([first]) => first?.id ?? 0);
  const [largest, smallest] = [omses[3]?.id, omses[2]?.id].map((id) => id ?? 0);
  const empty = (await create.oms(database())).id;
  ids = { user, account, company, largest, smallest, empty } as Record<string, number>;
  for (const statement of [
    'INSERT INTO user_accounts SELECT $user, id FROM accounts ON CONFLICT DO NOTHING',
    'INSERT INTO user_accounts SELECT id, $account FROM users ON CONFLICT DO NOTHING',
    `INSERT INTO company_roles (user_id, company_id, role) SELECT $user, id, 'CoAgent'::company_role_name FROM companies
     UNION SELECT id, $company, 'CoAgent' FROM users ON CONFLICT DO NOTHING`,
    'INSERT INTO operator_omses SELECT $user, id FROM omses WHERE id <> $empty ON CONFLICT DO NOTHING',
    'INSERT INTO operator_omses SELECT id, $largest FROM operators ON CONFLICT DO NOTHING',
    // What is ordered and filtered by changes when the links exist.
    'UPDATE accounts SET oms_id = $largest WHERE id % 2 = 0',
    "UPDATE users SET user_name = 'K' || user_name WHERE id % 3 = 0",
    "UPDATE accounts SET handle = 'é' || handle WHERE id % 3 = 0",
    "UPDATE companies SET name = 'Z' || name WHERE id % 3 = 0",
    "UPDATE operators SET name = 'n' || name WHERE id % 3 = 0",
    "UPDATE omses SET name = '9' || name WHERE id % 3 = 0",
  ]) {
    await database().$executeRawUnsafe(named(statement));
  }
});

/** Puts in the ids that a statement names. */
const named = (statement: string) => statement.replace(/\$(\w+)/g, (_, name) => String(ids[name]));

const idsOf = ({ rows }: Page<Row>, fields: readonly string[]) =>
  rows.map((row) => fields.map((field) => row[field]).join(' '));

/** Reads every page from a page on, in one direction. `readAt` may change the list before it reads. */
async function walk(
  first: Page<Row>,
  go: 'next' | 'previous',
  readAt: (cursor: string) => Promise<Page<Row>>,
) {
  const pages = [first];
  for (let cursor = first[go]; cursor !== null; cursor = pages.at(-1)?.[go] ?? null) {
    pages.push(await readAt(cursor));
    if (pages.length > 100) throw new Error('The list does not end.');
  }
  return pages;
}

describe.each(ORDERS)('the list $list by $sort', ({ list, sort, fields, sql }) => {
  it.each(['asc', 'desc'] as const)('gives each row once, paging forward and back, %s', async (direction) => {
    const ids = (await database().$queryRaw<{ id: string }[]>(Prisma.raw(sql))).map(({ id }) => id);
    const expected = direction === 'asc' ? ids : ids.toReversed();
    const readAt = (cursor?: string) => read(list, { sort, direction, ...(cursor && { cursor }) });
    const forward = await walk(await readAt(), 'next', readAt);
    const last = forward.at(-1);
    if (!last) throw new Error('There is no page.');
    const back = await walk(last, 'previous', readAt);

    expect(forward.flatMap((page) => idsOf(page, fields))).toEqual(expected);
    expect(back.toReversed()).toEqual(forward);
    expect(forward.length).toBe(Math.ceil(expected.length / 25));
    expect(forward[0]?.previous).toBeNull();
    for (const { total } of forward) expect(total).toEqual({ count: expected.length, isMore: false });
  });

  it.each(FILTERS[list] ?? [])(
    'gives each row once with the filter %j, forward and back',
    async (given, where) => {
      const all = named(sql.replace(' ORDER BY ', ` WHERE ${where} ORDER BY `));
      const expected = (await database().$queryRaw<{ id: string }[]>(Prisma.raw(all))).map(({ id }) => id);
      const filters = Object.fromEntries(
        Object.entries(given).map(([key, value]) => [key, ids[value] ?? value]),
      );
      for (const direction of ['asc', 'desc'] as const) {
        const readAt = (cursor?: string) =>
          read(list, { sort, direction, filters, ...(cursor && { cursor }) });
        const forward = await walk(await readAt(), 'next', readAt);
        const back = await walk(forward.at(-1) ?? (await readAt()), 'previous', readAt);
        const rows = direction === 'asc' ? expected : expected.toReversed();
        expect(forward.flatMap((page) => idsOf(page, fields))).toEqual(rows);
        expect(back.toReversed()).toEqual(forward);
        for (const { total } of forward) expect(total.count).toBe(expected.length);
      }
    },
  );

  it('gives rows that survive JSON, in each page size on offer', async () => {
    for (const size of [25, '50', 100]) {
      const page = await read(list, { sort, size });
      expect(page.rows).toHaveLength(Math.min(Number(size), page.total.count));
      expect(JSON.parse(JSON.stringify(page))).toStrictEqual(page);
    }
    const usual = await read(list, { size: undefined });
    expect(usual.rows).toHaveLength(Math.min(50, usual.total.count));
  });

  it('refuses the cursor of another sort order', async () => {
    const { next } = await read(list, { sort, direction: 'asc' });
    await expect(read(list, { sort, direction: 'desc', cursor: next })).rejects.toThrow('cursor');
  });
});

describe('the lists', () => {
  it.each(Object.keys(lists) as ListName[])(
    'offer exactly the sort orders that this test lists: %s',
    async (list) => {
      const isFinding = FINDINGS.some((finding) => finding === list);
      const names = isFinding
        ? ['name']
        : ORDERS.filter((order) => order.list === list).map(({ sort }) => sort);
      await expect(read(list, { sort: '?' })).rejects.toThrow(`sort must be one of ${names.join(', ')}.`);
    },
  );
});

describe('a list that changes between its pages', () => {
  it.each(['user', 'account'])(
    'gives each row that is not removed exactly once: account links by %s',
    async (sort) => {
      const all = await database().userAccount.findMany();
      const { id: omsId } = await create.oms(database());
      const removed = new Set<string>();
      const removeOne = async (number: number) => {
        const row = all[(number * 101) % all.length];
        if (!row) throw new Error('There is no row to remove.');
        const { userId, accountId } = row;
        await database().userAccount.deleteMany({ where: { userId, accountId } });
        removed.add(`${userId} ${accountId}`);
      };
      let turns = 0;
      const readAt = async (cursor: string) => {
        turns += 1;
        for (const beginning of ['%', 'b', 'z', '🌾']) {
          const name = `${beginning}-${sort}-${turns}`;
          const [user, account] = [
            await create.user(database(), { userName: name }),
            await create.account(database(), { omsId, handle: name }),
          ];
          await create.link(database(), { userId: user.id, accountId: account.id });
        }
        await removeOne(turns);
        return read('account-links', { sort, cursor });
      };
      const forward = await walk(await read('account-links', { sort }), 'next', readAt);
      const last = forward.at(-1);
      if (!last) throw new Error('There is no page.');
      const back = await walk(last, 'previous', readAt);

      const staying = all
        .map(({ userId, accountId }) => `${userId} ${accountId}`)
        .filter((id) => !removed.has(id));
      for (const pages of [forward, back]) {
        const ids = pages.flatMap((page) => idsOf(page, link.fields));
        expect(new Set(ids).size, 'no row comes twice').toBe(ids.length);
        expect(
          staying.filter((id) => !ids.includes(id)),
          'no row is left out',
        ).toEqual([]);
      }
    },
  );
});

it.each(LIST_NAMES)('%s has the same rows on its pages and when it is read at once', async (list) => {
  const [page, atOnce] = [
    await readList(actor, list, { size: 100 }),
    await readList(actor, list, { rowsAtOnce: 100 }),
  ];
  expect({ ...atOnce, total: page.total }).toEqual(page);
});
