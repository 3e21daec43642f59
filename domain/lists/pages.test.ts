import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../call/actor';
import { lists } from '../registry';
import { newActor } from '../testing/actors';
import {
  explain,
  nodesOf,
  type PlanNode,
  statementsDuring,
  withClient,
  withoutInitPlans,
} from '../testing/query-plans';
import { LIST_NAMES, LISTS_OF_LINKS, type ListName, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

/** The number of rows with equal values of the first sort key. */
const ALIKE = 1_500;
const SIZE = 100;

let actor: Actor;
/** For each filter, the id that all these rows share. */
let ids: Record<string, number>;

beforeAll(async () => {
  const several = `generate_series(1, ${ALIKE}) n`;
  await withClient(async (client) => {
    for (const statement of [
      `INSERT INTO omses (name) SELECT 'oms ' || n FROM ${several}`,
      `INSERT INTO accounts (handle, oms_id) SELECT 'account ' || n, (SELECT min(id) FROM omses) FROM ${several}`,
      `INSERT INTO users (user_name, email) SELECT 'user ' || n, n || '@example.com' FROM ${several}`,
      `INSERT INTO operators (id, name) SELECT id, 'alike' FROM users`,
      `INSERT INTO companies (name, country, state_or_province_of_incorporation, incorporation_date, accounting_currency)
      SELECT 'company ' || n, 'US', '', now(), 'USD' FROM ${several}`,
      `INSERT INTO user_accounts (user_id, account_id)
      SELECT (SELECT max(id) FROM users), id FROM accounts UNION SELECT id, (SELECT max(id) FROM accounts) FROM users`,
      `INSERT INTO operator_omses (operator_id, oms_id)
      SELECT (SELECT max(id) FROM users), id FROM omses UNION SELECT id, (SELECT max(id) FROM omses) FROM users`,
      `INSERT INTO company_roles (user_id, company_id, role)
      SELECT (SELECT max(id) FROM users), id, 'CoAdmin'::company_role_name FROM companies
      UNION SELECT id, (SELECT max(id) FROM companies), 'CoAdmin' FROM users`,
      'ANALYZE',
    ]) {
      await client.query(statement);
    }
    const { rows } = await client.query(`
    SELECT (SELECT max(id) FROM users) AS user, (SELECT max(id) FROM accounts) AS account,
      (SELECT max(id) FROM omses) AS oms, (SELECT max(id) FROM companies) AS company`);
    ids = rows[0];
  });
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
});

/** The number of rows that a plan read from the list's own table, filtered rows included. */
function rowsRead({ Alias, Plans = [], ...node }: PlanNode, alias: string): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const own = Alias === alias ? (node['Actual Rows'] + removed) * node['Actual Loops'] : 0;
  return Plans.reduce((sum, plan) => sum + rowsRead(plan, alias), own);
}

/** The statements that read the rows of a list while something runs. */
const rowStatementsDuring = async (work: () => Promise<unknown>) =>
  (await statementsDuring(work)).filter(({ text }) => text.includes('AS keys,'));

/** Reads a list to its end, and returns the number of rows. */
async function readAll(list: ListName, request: object): Promise<number> {
  let [count, cursor]: [number, string | null] = [0, null];
  do {
    const page = await readList(actor, list, { ...request, size: SIZE, ...(cursor && { cursor }) });
    count += page.rows.length;
    cursor = page.next;
  } while (cursor !== null);
  return count;
}

/** The names of a list's sorts. */
function sortsOf(list: ListName): string[] {
  const request = z.toJSONSchema(lists[list].request, { io: 'input', unrepresentable: 'any' });
  return (request.properties as { sort: { enum: string[] } }).sort.enum;
}

/** A list, its sort, the alias of its own table, and a filter by which the rows are read. */
const CASES: [ListName, string, string, string | null][] = [
  ['account-links', 'user', 'l', 'user'],
  ['account-links', 'user', 'l', null],
  ['account-links', 'account', 'l', 'account'],
  ['operators', 'operator', 'l', null],
  ['operators', 'oms', 'l', 'oms'],
  ['company-roles', 'user', 'r', 'user'],
  ['company-roles', 'company', 'r', 'company'],
];

/** Filters that have an index with each order; without a value, by the id of `ids`. */
const FILTERS: Partial<Record<ListName, Record<string, string | undefined>[]>> = {
  'account-links': [{ oms: undefined }, { oms: '1' }],
  'company-roles': [{ role: 'CoAdmin' }, { role: 'CoAgent' }],
  operators: [{ oms: undefined }],
};

it('the tests of equal sort keys have a case for each sort of each list of links', () => {
  const sorts = LISTS_OF_LINKS.flatMap((list) => sortsOf(list).map((sort) => `${list} by ${sort}`));
  expect([...new Set(CASES.map(([list, sort]) => `${list} by ${sort}`))].toSorted()).toEqual(
    sorts.toSorted(),
  );
});

describe.each(CASES)(
  'the list %s by %s, with many equal values of the first sort key',
  (list, sort, alias, filter) => {
    it.each(['asc', 'desc'])(
      'reads each row only a few times in total, not once for each page, %s',
      async (direction) => {
        let count = 0;
        const filters = filter === null ? {} : { [filter]: ids[filter] };
        const statements = await rowStatementsDuring(async () => {
          count = await readAll(list, { sort, direction, filters });
        });
        expect(count).toBe(filter === null ? 2 * ALIKE - 1 : ALIKE);
        expect(statements.length).toBeGreaterThanOrEqual(ALIKE / SIZE);
        const plans = (await explain(statements)).map(withoutInitPlans);
        const read = plans.reduce((sum, plan) => sum + rowsRead(plan, alias), 0);
        expect(read).toBeLessThan(4 * count);
      },
    );
  },
);

describe('the indexes', () => {
  /** The first column of each index, by the index's name. */
  let firstColumns: Map<string, string>;

  beforeAll(async () => {
    const { rows } = await withClient((client) =>
      client.query(`
        SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid, 1, true) AS first
        FROM pg_index JOIN pg_class ON oid = indrelid WHERE relnamespace = current_schema::regnamespace`),
    );
    firstColumns = new Map(rows.map(({ name, first }) => [name, first]));
  });

  /**
   * Whether a node sorts rows or reads a whole table or index. An index whose first column is not in the
   * condition is read from end to end.
   */
  function needsIndex(node: PlanNode): boolean {
    if (['Sort', 'Seq Scan'].includes(node['Node Type'])) return true;
    const [index, condition] = [node['Index Name'], node['Index Cond']];
    const isLookup = condition !== undefined || node['Parent Relationship'] === 'Inner';
    return index !== undefined && isLookup && !condition?.includes(firstColumns.get(index) ?? index);
  }

  const plain = LIST_NAMES.flatMap((list) => sortsOf(list).map((sort) => ({ list, sort, filters: {} })));
  const filtered = plain.flatMap(({ list, sort }) =>
    (FILTERS[list] ?? []).map((filters) => ({ list, sort, filters })),
  );

  it.each([...plain, ...filtered])(
    'give the first two pages of $list by $sort with $filters without sorting rows or reading a whole table',
    async ({ list, sort, filters: named }) => {
      const filters = Object.fromEntries(
        Object.entries(named).map(([key, value]) => [key, value ?? ids[key]]),
      );
      const statements = await rowStatementsDuring(async () => {
        const { next } = await readList(actor, list, { sort, filters });
        if (next !== null) await readList(actor, list, { sort, filters, cursor: next });
      });
      // Tables this small are read and sorted even where there is an index, unless the planner avoids it.
      const plans = await explain(statements, ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin']);
      expect(plans).not.toEqual([]);
      expect(plans.map(withoutInitPlans).flatMap(nodesOf).filter(needsIndex)).toEqual([]);
    },
  );
});

it.each([
  ['operators', 'operator_omses'],
  ['account-links', 'user_accounts'],
  ['company-roles', 'company_roles'],
] as const)('the list %s is counted in the statement of its page, from %s alone', async (list, table) => {
  const statements = await statementsDuring(() => readList(actor, list, {}));
  expect(statements).toHaveLength(1);
  const [plan] = await explain(statements);
  const count = plan?.Plans?.find((part) => part['Parent Relationship'] === 'InitPlan');
  const tables = (count ? nodesOf(count) : []).flatMap((node) => node['Relation Name'] ?? []);
  expect(tables).toEqual([table]);
});
