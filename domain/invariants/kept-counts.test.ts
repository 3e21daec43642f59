import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { env } from '@/env';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { calls } from '../registry';
import { contextOf, newActor } from '../testing/actors';
import { forgetAttempts } from '../testing/forget-attempts';
import { outcomeOf } from '../testing/outcome';
import { withClient } from '../testing/query-plans';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const docs = readFileSync(path.join(import.meta.dirname, '../../docs/data.md'), 'utf8');
const [, CHECK = ''] = /## Kept numbers[\s\S]*?```sql\n([\s\S]*?)```/.exec(docs) ?? [];

/** What docs/data.md finds wrong with the kept numbers. */
const differences = () =>
  withClient(async (client) => (await client.query<Record<string, unknown>>(CHECK)).rows);

interface World {
  users: number[];
  accounts: number[];
  companies: number[];
}

async function makeWorld(): Promise<World> {
  const db = database();
  const { id: omsId } = await create.oms(db);
  const world: World = { users: [], accounts: [], companies: [] };
  for (let nth = 0; nth < 4; nth += 1) world.users.push((await create.user(db)).id);
  for (let nth = 0; nth < 3; nth += 1) world.accounts.push((await create.account(db, { omsId })).id);
  for (let nth = 0; nth < 2; nth += 1) world.companies.push((await create.company(db)).id);
  return world;
}

const ROLES = ['CoAdmin', 'CoShareholder', 'CoAgent'];

const LINK = 'INSERT INTO user_accounts (user_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING';
const UNLINK = 'DELETE FROM user_accounts WHERE user_id = $1 AND account_id = $2';
const GIVE =
  'INSERT INTO company_roles (user_id, company_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
const TAKE = 'DELETE FROM company_roles WHERE user_id = $1 AND company_id = $2 AND role = $3';
const SET_ABLE = 'UPDATE users SET email_verified = $2 WHERE id = $1';

/** Statements about the users, accounts and companies with these places in the world. */
const CHANGES: ((world: World, at: [number, number, number]) => [string, unknown[]])[] = [
  ({ users, accounts }, [u, a]) => [LINK, [users[u], accounts[a % 3]]],
  ({ users, accounts }, [u, a]) => [UNLINK, [users[u], accounts[a % 3]]],
  ({ users }, [u, a]) => [SET_ABLE, [users[u], a % 2 === 0]],
  ({ users, companies }, [u, c, r]) => [GIVE, [users[u], companies[c % 2], ROLES[r % 3]]],
  ({ users, companies }, [u, c, r]) => [TAKE, [users[u], companies[c % 2], ROLES[r % 3]]],
  ({ users, accounts }) => [
    'INSERT INTO user_accounts SELECT u, a FROM unnest($1::int[]) u, unnest($2::int[]) a ON CONFLICT DO NOTHING',
    [users, accounts],
  ],
  ({ users, accounts }, [u, a]) => [
    'DELETE FROM user_accounts WHERE user_id = $1 OR account_id = $2',
    [users[u], accounts[a % 3]],
  ],
  ({ users }, [u, a]) => [
    'UPDATE users SET email_verified = id % 2 = $2 WHERE id >= $1 AND id = ANY ($3)',
    [users[u], a % 2, users],
  ],
  ({ companies }, [, c]) => ['DELETE FROM company_roles WHERE company_id = $1', [companies[c % 2]]],
  ({ accounts }, [u, a, r]) => [
    'UPDATE accounts SET handle = $2 WHERE id = $1',
    [accounts[a % 3], `A ${accounts[0]} ${a % 3} ${u}${r}`],
  ],
  ({ companies }, [u, c, r]) => [
    'UPDATE companies SET name = $2 WHERE id = $1',
    [companies[c % 2], `C ${companies[0]} ${c % 2} ${u}${r}`],
  ],
  ({ accounts, users }, [u, a]) => [
    `WITH made AS (INSERT INTO accounts (handle, oms_id) SELECT gen_random_uuid()::text, oms_id FROM accounts WHERE id = $1
       RETURNING id) INSERT INTO user_accounts (user_id, account_id) SELECT $2::int, id FROM made`,
    [accounts[a % 3], users[u]],
  ],
];

const place = fc.integer({ min: 0, max: 3 });
const change = fc.tuple(fc.integer({ min: 0, max: CHANGES.length - 1 }), fc.tuple(place, place, place));

it('the kept numbers are the plain counts after any sequence of changes', async () => {
  expect(CHECK).not.toBe('');
  await withClient((client) =>
    fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 20, maxLength: 60 }), async (sequence) => {
        const world = await makeWorld();
        for (const [which, at] of sequence) {
          const [text, values] = CHANGES[which]?.(world, at) ?? ['', []];
          await client.query(text, values);
        }
        expect(await differences()).toEqual([]);
      }),
      { numRuns: 25 },
    ),
  );
});

it('the check of docs/data.md finds a number that is wrong', async () => {
  const { accounts, companies } = await makeWorld();
  await database().accountUsers.update({ where: { accountId: accounts[0] ?? 0 }, data: { able: 7 } });
  await database().companyRoleHolders.delete({
    where: { companyId_role: { companyId: companies[0] ?? 0, role: 'CoAgent' } },
  });
  expect(await differences()).toHaveLength(2);
  await database().accountUsers.update({ where: { accountId: accounts[0] ?? 0 }, data: { able: 0 } });
  await database().$executeRaw`
    INSERT INTO company_role_holders (company_id, role, company_key)
    SELECT id, 'CoAgent', lower(name) FROM companies WHERE id = ${companies[0]}`;
});

it.each([
  'UPDATE user_accounts SET user_id = user_id',
  'UPDATE user_accounts SET account_id = account_id',
  `UPDATE company_roles SET role = 'CoAgent'`,
])('links and roles can’t be moved, which the numbers would not notice: %s', async (move) => {
  await expect(withClient((client) => client.query(move))).rejects.toThrow(/never moved/);
});

it('a user is not blocked by a transaction that might not see their newest link', async () => {
  const { users, accounts } = await makeWorld();
  await withClient(async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await client.query('SELECT FROM users');
    await create.link(database(), { userId: users[0] ?? 0, accountId: accounts[0] ?? 0 });
    await expect(client.query(SET_ABLE, [users[0], false])).rejects.toThrow('is repeatable read');
    await client.query('ROLLBACK');
  });
  expect(await differences()).toEqual([]);
});

describe('of two transactions at once', () => {
  let clients: pg.Client[];
  beforeEach(async () => {
    clients = [1, 2].map(() => new pg.Client({ connectionString: env().DATABASE_URL }));
    for (const client of clients) await client.connect();
  });
  afterEach(() => Promise.all(clients.map((client) => client.end())));

  /** Runs a statement, then another that waits for it in a second transaction, and commits both. */
  async function inTurn(earlier: [string, unknown[]], later: [string, unknown[]]): Promise<void> {
    const [one, two] = clients as [pg.Client, pg.Client];
    const { rows } = await two.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    for (const client of clients) await client.query('BEGIN');
    await one.query(...earlier);
    const waiting = two.query(...later);
    await vi.waitUntil(async () => {
      const [state] = await database().$queryRaw<{ wait: string | null }[]>`
        SELECT wait_event_type AS wait FROM pg_stat_activity WHERE pid = ${rows[0]?.pid}`;
      return state?.wait === 'Lock';
    }, UNLESS_HUNG);
    await one.query('COMMIT');
    await waiting;
    await two.query('COMMIT');
  }

  const ABOUT_A_USER = [
    ['a new link', LINK, []],
    ['a removed link', UNLINK, [LINK]],
    ['a new role', GIVE, []],
    ['a removed role', TAKE, [GIVE]],
  ] as const;

  it.each(
    ABOUT_A_USER.flatMap(([what, text, before]) =>
      [false, true].flatMap((isAble) =>
        ['earlier', 'later'].map((order) => ({ what, text, before, isAble, order })),
      ),
    ),
  )(
    '$what is counted rightly when its user’s sign-in is set to $isAble by the $order one',
    async ({ text, before, isAble, order }) => {
      const { users, accounts, companies } = await makeWorld();
      const values = text.includes('company_roles')
        ? [users[0], companies[0], 'CoAdmin']
        : [users[0], accounts[0]];
      await withClient(async (client) => {
        await client.query(SET_ABLE, [users[0], !isAble]);
        for (const one of before) await client.query(one, values);
      });
      const statements: [string, unknown[]][] = [
        [SET_ABLE, [users[0], isAble]],
        [text, values],
      ];
      if (order === 'later') statements.reverse();
      await inTurn(statements[0] as [string, unknown[]], statements[1] as [string, unknown[]]);
      expect(await differences()).toEqual([]);
    },
  );

  it('each removed link of an account is counted', async () => {
    const { users, accounts } = await makeWorld();
    const [accountId = 0] = accounts;
    for (const userId of users) await create.link(database(), { userId, accountId });
    await inTurn([UNLINK, [users[0], accountId]], [UNLINK, [users[1], accountId]]);
    expect(await database().accountUsers.findUnique({ where: { accountId } })).toMatchObject({ able: 2 });
  });
});

it('calls that block people while their links and roles change neither deadlock nor lose count', async () => {
  const db = database();
  const actor = await newActor({ permissions: ['SUPERUSER'] });
  const { accounts } = await makeWorld();
  const users = [await create.user(db), await create.user(db), await create.user(db)];
  const company = await create.company(db);
  const about = (nth: number) => {
    const user = users[nth % 3] ?? { id: 0, userName: '' };
    const role = { companyName: company.name, userName: user.userName };
    return { user, role, link: { UserId: user.id, AccountId: accounts[(nth + 1) % 3] } };
  };
  const run = (call: keyof typeof calls, request: object) =>
    outcomeOf<unknown>(calls[call].run(actor, request, contextOf()));
  const codes = new Set<number>();
  for (let round = 0; round < 40; round += 1) {
    await forgetAttempts();
    const [one, two, three] = [about(round), about(round + 1), about(round + 2)];
    const outcomes = await Promise.all([
      run('AddUserAccount', one.link),
      run('SetUserInfo', { userId: one.user.id, emailVerified: round % 2 === 0 }),
      run('RemoveUserAccount', two.link),
      run('UpdateCompanyAddRoles', { ...one.role, roleNames: ['CoAdmin', 'CoAgent'] }),
      run('SetUserInfo', { userId: two.user.id, emailVerified: round % 3 === 0 }),
      run('RemoveUserRole', { ...three.role, roleName: 'CoAgent' }),
      ...(round % 5 === 4 ? [run('RemoveAllCoAdmins', { companyName: company.name })] : []),
    ]);
    for (const { code } of outcomes) codes.add(code);
  }
  // Done, already so, or already removed: none failed.
  codes.delete(101);
  expect([...codes].toSorted((a, b) => a - b)).toEqual([0, 104]);
  expect(await differences()).toEqual([]);
  // A connection tells its deadlocks at its end.
  await database().$disconnect();
  const deadlocks = await withClient(async (client) => {
    const { rows } = await client.query(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    );
    return rows[0];
  });
  expect(deadlocks).toEqual({ deadlocks: 0 });
});
