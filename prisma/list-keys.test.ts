import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type { Client } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '@/domain/testing/query-plans';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { holdOpen, untilWaiting } from '@/domain/testing/transactions';
import { database } from './client';
import { create } from './factories';

// Each link carries names and an OMS of the rows that it joins. They must equal the plain join at all times.

setUpTestDatabase();

/** The links whose keys are not those of the rows that they join. */
const WRONG = `
  SELECT 'account' AS link, l.user_key, l.account_key, l.oms_id::text
  FROM user_accounts l JOIN users u ON u.id = l.user_id JOIN accounts a ON a.id = l.account_id
  WHERE (l.user_key, l.account_key, l.oms_id) IS DISTINCT FROM (lower(u.user_name), lower(a.handle), a.oms_id)
  UNION ALL SELECT 'role', r.user_key, r.company_key, NULL
  FROM company_roles r JOIN users u ON u.id = r.user_id JOIN companies c ON c.id = r.company_id
  WHERE (r.user_key, r.company_key) IS DISTINCT FROM (lower(u.user_name), lower(c.name))
  UNION ALL SELECT 'assignment', l.operator_key, l.oms_key, NULL
  FROM operator_omses l JOIN operators o ON o.id = l.operator_id JOIN omses m ON m.id = l.oms_id
  WHERE (l.operator_key, l.oms_key) IS DISTINCT FROM (lower(o.name), lower(m.name))`;

const wrongKeys = () => database().$queryRawUnsafe<unknown[]>(WRONG);
/** Begins at once, unlike Prisma's own promise. */
const run = async (sql: string) => await database().$executeRawUnsafe(sql);

let counter = 0;
/** Lower case differs from it, also beyond ASCII. With its full stop, no name is the beginning of another. */
const newName = () => {
  counter += 1;
  return `ÄB ${counter}.`;
};

/** An operator with an account and a company, and nothing linked. */
async function makeWorld() {
  const db = database();
  const user = await create.user(db, { userName: newName(), permissions: ['Operator'] });
  const [oms, otherOms] = [await create.oms(db, { name: newName() }), await create.oms(db)];
  const account = await create.account(db, { handle: newName(), omsId: oms.id });
  const company = await create.company(db, { name: newName() });
  return {
    userId: user.id,
    omsId: oms.id,
    otherOmsId: otherOms.id,
    accountId: account.id,
    companyId: company.id,
  };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

const add = {
  link: ({ userId, accountId }: World) =>
    `INSERT INTO user_accounts (user_id, account_id) VALUES (${userId}, ${accountId})`,
  role: ({ userId, companyId }: World) =>
    `INSERT INTO company_roles (user_id, company_id, role) VALUES (${userId}, ${companyId}, 'CoAgent')`,
  assignment: ({ userId, omsId }: World) =>
    `INSERT INTO operator_omses (operator_id, oms_id) VALUES (${userId}, ${omsId})`,
};
const rename = {
  user: ({ userId }: World) => `UPDATE users SET user_name = '${newName()}' WHERE id = ${userId}`,
  account: ({ accountId }: World) => `UPDATE accounts SET handle = '${newName()}' WHERE id = ${accountId}`,
  'account, to another OMS': ({ accountId, otherOmsId }: World) =>
    `UPDATE accounts SET oms_id = ${otherOmsId} WHERE id = ${accountId}`,
  company: ({ companyId }: World) => `UPDATE companies SET name = '${newName()}' WHERE id = ${companyId}`,
  operator: ({ userId }: World) => `UPDATE operators SET name = '${newName()}' WHERE id = ${userId}`,
  OMS: ({ omsId }: World) => `UPDATE omses SET name = '${newName()}' WHERE id = ${omsId}`,
};

/** Does something in a transaction that does not see what others commit meanwhile. */
const inOlderView = (work: (client: Client) => Promise<void>) =>
  withClient(async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await client.query('SELECT FROM users');
    await work(client);
    await client.query('ROLLBACK');
  });

const CHANGES: [keyof typeof rename, keyof typeof add][] = [
  ['user', 'link'],
  ['user', 'role'],
  ['account', 'link'],
  ['account, to another OMS', 'link'],
  ['company', 'role'],
  ['operator', 'assignment'],
  ['OMS', 'assignment'],
];

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

it('the keys equal the plain join after any sequence of changes', async () => {
  const worlds = [world, await makeWorld(), await makeWorld()];
  const at = <K extends keyof World>(key: K, index: number) => (worlds[index % worlds.length] as World)[key];
  const steps = [
    (a: number, b: number) =>
      `INSERT INTO user_accounts VALUES (${at('userId', a)}, ${at('accountId', b)}) ON CONFLICT DO NOTHING`,
    (a: number, b: number) => `INSERT INTO user_accounts (user_id, account_id, user_key, account_key, oms_id)
      VALUES (${at('userId', a)}, ${at('accountId', b)}, 'wrong', 'wrong', -1) ON CONFLICT DO NOTHING`,
    (a: number, b: number) => `INSERT INTO company_roles (user_id, company_id, role, user_key)
      VALUES (${at('userId', a)}, ${at('companyId', b)}, 'CoAdmin', 'wrong') ON CONFLICT DO NOTHING`,
    (a: number, b: number) => `INSERT INTO operator_omses (operator_id, oms_id, oms_key)
      VALUES (${at('userId', a)}, ${at('omsId', b)}, 'wrong') ON CONFLICT DO NOTHING`,
    (a: number, b: number) => `UPDATE operator_omses SET oms_id = ${at('omsId', b)}
      WHERE operator_id = ${at('userId', a)} AND (SELECT count(*) FROM operator_omses WHERE operator_id = ${at('userId', a)}) = 1`,
    (a: number, b: number) =>
      `DELETE FROM user_accounts WHERE user_id = ${at('userId', a)} AND account_id = ${at('accountId', b)}`,
    (a: number, b: number) =>
      `UPDATE accounts SET oms_id = ${at('omsId', b)} WHERE id = ${at('accountId', a)}`,
    (a: number, b: number) =>
      `UPDATE users SET user_name = user_name || '${b}' WHERE id <> ${at('userId', a)}`,
    ...Object.values(rename).map((statement) => (a: number) => statement(worlds[a % worlds.length] as World)),
  ];
  const index = fc.nat(2);
  const sequence = fc.array(fc.record({ step: fc.nat(steps.length - 1), a: index, b: index }), {
    minLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(sequence, async (chosen) => {
      const texts = chosen.flatMap(({ step, a, b }) => steps[step]?.(a, b) ?? []);
      // One transaction for each statement.
      await withClient(async (client) => {
        for (const text of texts) await client.query(text);
      });
      expect(await wrongKeys()).toEqual([]);
    }),
    { numRuns: 25 },
  );
  const [links] = await database().$queryRaw<{ count: number }[]>`SELECT count(*)::int FROM user_accounts`;
  expect(links?.count).toBeGreaterThan(0);
});

it('a row that a link joins in the same statement gives its keys, and one that is missing is told by its foreign key', async () => {
  await run(`WITH made AS (INSERT INTO accounts (handle, oms_id) VALUES ('${newName()}', ${world.omsId}) RETURNING id)
    INSERT INTO user_accounts (user_id, account_id) SELECT ${world.userId}, id FROM made`);
  expect(await wrongKeys()).toEqual([]);
  await expect(run(add.link({ ...world, accountId: 2_147_483_647 }))).rejects.toThrow(/foreign key/i);
  await expect(run(add.role({ ...world, userId: 2_147_483_647 }))).rejects.toThrow(/foreign key/i);
});

describe.each(CHANGES)('a change of the %s at the same time as a new %s', (what, link) => {
  it.each(
    (['commit', 'roll back'] as const).flatMap((ending) => [
      { ending, first: add[link], second: rename[what], does: 'waits for the new one' },
      { ending, first: rename[what], second: add[link], does: 'makes the new one wait' },
    ]),
  )('$does until the $ending, and all keys fit', async ({ ending, first, second }) => {
    const end = await holdOpen((tx) => tx.$executeRawUnsafe(first(world)));
    const waiting = run(second(world));
    await untilWaiting();
    await end(ending);
    await waiting;
    expect(await wrongKeys()).toEqual([]);
  });

  it('is refused to a transaction that might not see the new one', () =>
    inOlderView(async (client) => {
      await run(add[link](world));
      await expect(client.query(rename[what](world))).rejects.toThrow('is repeatable read');
    }));

  it('is seen by a transaction that has an older view, which starts again', () =>
    inOlderView(async (client) => {
      await run(rename[what](world));
      await expect(client.query(add[link](world))).rejects.toThrow('could not serialize access');
    }));
});

const lock = (table: string, id: number) => `SELECT FROM ${table} WHERE id = ${id} FOR NO KEY UPDATE`;

it('an open transaction that adds a link does not keep removals of other users from its account waiting', async () => {
  const end = await holdOpen((tx) => tx.$executeRawUnsafe(add.link(world)));
  await run(`${lock('accounts', world.accountId)} NOWAIT`);
  await end('commit');
});

it.each(['user', 'account', 'account, to another OMS'] as const)(
  'a change of the %s waits for a removal, and keeps it from nothing',
  async (what) => {
    await run(add.link(world));
    const { userId, accountId } = world;
    const steps = [
      lock('accounts', accountId),
      lock('users', userId),
      `DELETE FROM user_accounts WHERE user_id = ${userId} AND account_id = ${accountId}`,
    ];
    let renamed: Promise<unknown> = Promise.resolve();
    const end = await holdOpen(async (tx) => {
      for (const [index, step] of steps.entries()) {
        await tx.$executeRawUnsafe(step);
        // From its first lock on that the change needs, the removal goes on while the change waits.
        if (index === (what === 'user' ? 1 : 0)) {
          renamed = run(rename[what](world));
          await untilWaiting();
        }
      }
    });
    await end('commit');
    await renamed;
    expect(await wrongKeys()).toEqual([]);
  },
);

it('the migration gives existing links their keys, and can run twice', async () => {
  const script = await readFile(
    path.join(import.meta.dirname, 'migrations/20261126141000_list_keys/migration.sql'),
    'utf8',
  );
  for (const link of Object.values(add)) await run(link(world));
  await withClient(async (client) => {
    await client.query(`UPDATE user_accounts SET user_key = '', account_key = '', oms_id = 0`);
    await client.query(`UPDATE company_roles SET user_key = '', company_key = ''`);
    await client.query(`UPDATE operator_omses SET operator_key = '', oms_key = ''`);
    expect(await wrongKeys()).not.toEqual([]);
    for (const _ of [1, 2]) {
      await client.query(script);
      expect(await wrongKeys()).toEqual([]);
    }
  });
});
