import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { calls } from '../registry';
import { contextOf, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { readEntries } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const MAX_ROWS = 10_000;

let actor: Actor;
let user: { userId: number; omsId: number; companyId: number };

beforeEach(async () => {
  const db = database();
  const { id: userId } = await create.user(db, { permissions: ['Operator', 'SUPERUSER'] });
  const { id: omsId } = await create.oms(db);
  await create.assignment(db, { operatorId: userId, omsId, isDefault: true });
  const { id: companyId } = await create.company(db);
  user = { userId, omsId, companyId };
  actor = await signInAs(userId);
});

const series = (count: number) => Prisma.sql`generate_series(1, ${count}::int) n`;
const name = Prisma.sql`gen_random_uuid()::text`;
const newUsers = (count: number) => Prisma.sql`
  INSERT INTO users (user_name, email) SELECT ${name}, 'x@example.com' FROM ${series(count)} RETURNING id`;

interface List {
  request: () => object;
  /** The end of the refusal, which names what to ask for instead. */
  advice: string;
  /** The rows that the limit counts, and a statement that adds some. */
  rows: () => Prisma.Sql;
  add: (count: number) => Prisma.Sql;
}

const accountsOf = (request: () => object): List => ({
  request,
  advice: 'Ask for the accounts on one OMS.',
  rows: () => Prisma.sql`user_accounts WHERE user_id = ${user.userId}`,
  add: (count) => Prisma.sql`
    WITH made AS (
      INSERT INTO accounts (handle, oms_id) SELECT ${name}, ${user.omsId} FROM ${series(count)} RETURNING id
    ) INSERT INTO user_accounts (user_id, account_id) SELECT ${user.userId}, id FROM made`,
});

const LISTS = {
  GetOperators: {
    request: () => ({}),
    advice: 'Ask GetOperatorOMSList for one operator.',
    rows: () => Prisma.sql`operators`,
    add: (count) => Prisma.sql`
      WITH made AS (${newUsers(count)}) INSERT INTO operators (id, name) SELECT id, 'x' FROM made`,
  },
  GetOperatorOMSList: {
    request: () => ({ OperatorId: user.userId }),
    advice: 'The console lists them page by page.',
    rows: () => Prisma.sql`operator_omses WHERE operator_id = ${user.userId}`,
    add: (count) => Prisma.sql`
      WITH made AS (INSERT INTO omses (name) SELECT ${name} FROM ${series(count)} RETURNING id)
      INSERT INTO operator_omses (operator_id, oms_id) SELECT ${user.userId}, id FROM made`,
  },
  GetUserAccounts: accountsOf(() => ({ userId: user.userId })),
  GetUserAccountInfos: accountsOf(() => ({ UserId: user.userId })),
  GetCompanies: {
    request: () => ({}),
    advice: 'The console lists those that you manage page by page.',
    rows: () => Prisma.sql`companies`,
    add: (count) => Prisma.sql`
      INSERT INTO companies
        (name, country, state_or_province_of_incorporation, incorporation_date, accounting_currency)
      SELECT ${name}, 'USA', 'Delaware', now(), 'USD' FROM ${series(count)}`,
  },
  GetUsers: {
    request: () => ({}),
    advice: 'The console lists the roles of your companies page by page.',
    rows: () => Prisma.sql`company_roles`,
    add: (count) => Prisma.sql`
      WITH made AS (${newUsers(count)})
      INSERT INTO company_roles (company_id, user_id, role) SELECT ${user.companyId}, id, 'CoAgent' FROM made`,
  },
} satisfies Partial<Record<keyof typeof calls, List>>;
type Call = keyof typeof LISTS;

/** Few enough rows for one statement within its time limit, even on a busy machine. */
const BATCH = 1_000;

/** Adds rows until there are `upTo` of them. */
async function fill({ rows, add }: List, upTo: number): Promise<void> {
  const [existing] = await database().$queryRaw<{ count: number }[]>`SELECT count(*)::int FROM ${rows()}`;
  for (let missing = upTo - (existing?.count ?? 0); missing > 0; missing -= BATCH) {
    await database().$executeRaw(add(Math.min(missing, BATCH)));
  }
}

describe.each(Object.keys(LISTS) as Call[])('%s', (call) => {
  it(`answers with ${MAX_ROWS} rows, and refuses one more with advice on what to ask for`, async () => {
    const list = LISTS[call];
    const ask = () => outcomeOf<unknown>(calls[call].run(actor, list.request(), contextOf()));
    const entries = (await readEntries()).length;
    await fill(list, MAX_ROWS);
    expect(await ask()).toMatchObject({ code: 0, reply: { length: MAX_ROWS } });
    await fill(list, MAX_ROWS + 1);
    const detail = `There are more than 10000 rows. ${list.advice}`;
    expect(await ask()).toEqual({ code: 101, detail, reply: null });
    expect(await readEntries()).toHaveLength(entries);
  });
});

describe('a list with more rows than the limit', () => {
  it('can be read in parts, as with the accounts on one OMS', async () => {
    await fill(LISTS.GetUserAccounts, MAX_ROWS + 1);
    const { id: omsId } = await create.oms(database());
    const request = { userId: user.userId, omsId };
    expect(await outcomeOf(calls.GetUserAccounts.run(actor, request, contextOf()))).toMatchObject({
      reply: [],
    });
  });

  it('is answered for an actor whose scope contains few of the rows', async () => {
    await fill(LISTS.GetCompanies, MAX_ROWS + 1);
    const { id: userId } = await create.user(database());
    const company = await create.company(database(), { roles: [{ userId, role: 'CoAdmin' }] });
    const few = await signInAs(userId);
    expect(await outcomeOf(calls.GetCompanies.run(few, {}, contextOf()))).toMatchObject({
      reply: [{ CompanyId: company.id }],
    });
  });
});
