import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '@/domain/audit-entries/verify';
import { connectionSettings } from '@/prisma/connection-settings';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { createDatabase } from '../client';
import { create } from '../factories';
import { fillBigWorld } from './fill';
import type { Progress } from './progress';

const WANTED = { links: 3_000, entries: 300, end: new Date('2026-01-01T00:00:00Z') };
const TABLES = {
  omses: 'id',
  users: 'id',
  user_permissions: 'user_id',
  operators: 'id',
  accounts: 'id',
  companies: 'id',
  user_accounts: 'user_id, account_id',
  operator_omses: 'operator_id, oms_id',
  company_roles: 'id',
  audit_entries: 'seq',
  audit_head: 'id',
};

const closers: (() => Promise<void>)[] = [];

/** A migrated, empty database and a connection to it. */
async function emptyDatabase() {
  const { url, drop } = await createTestDatabase();
  const client = new pg.Client(connectionSettings(url));
  await client.connect();
  closers.push(async () => {
    await client.end();
    await drop();
  });
  return { url, client };
}

afterAll(async () => {
  for (const close of closers) await close();
});

/** Every row of every table, as text, in order. */
async function allRows(client: pg.Client): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [table, order] of Object.entries(TABLES)) {
    const { rows } = await client.query(`SELECT t::text AS row FROM ${table} t ORDER BY ${order}`);
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}

let url: string;
let client: pg.Client;
let world: Awaited<ReturnType<typeof allRows>>;
const progress: Progress[] = [];

beforeAll(async () => {
  ({ url, client } = await emptyDatabase());
  await fillBigWorld(client, WANTED, { onProgress: (now) => progress.push(now) });
  world = await allRows(client);
});

const number = async (sql: string): Promise<number> => {
  const { rows } = await client.query(`SELECT (${sql})::float8 AS number`);
  return rows[0].number;
};

describe('fillBigWorld', () => {
  it('makes every number of rows in proportion to the links', () => {
    const counts = Object.fromEntries(Object.entries(world).map(([table, rows]) => [table, rows.length]));
    expect(counts).toEqual({
      omses: 15,
      users: 1_000,
      user_permissions: 10,
      operators: 10,
      accounts: 1_500,
      companies: 6,
      user_accounts: 3_000,
      operator_omses: 30,
      company_roles: 48,
      audit_entries: 300,
      audit_head: 1,
    });
  });

  it('gives few users, accounts, OMSs and companies very much, and some nothing', async () => {
    const most = (table: string, holder: string) =>
      number(`SELECT max(n) FROM (SELECT count(*) AS n FROM ${table} GROUP BY ${holder}) AS counted`);
    expect(await most('user_accounts', 'user_id')).toBeGreaterThan(100);
    expect(await most('user_accounts', 'account_id')).toBeGreaterThan(50);
    expect(await most('accounts', 'oms_id')).toBeGreaterThan(400);
    expect(await most('company_roles', 'company_id')).toBeGreaterThan(12);
    const without = (holders: string, table: string, holder: string) =>
      number(
        `SELECT count(*) FROM ${holders} h WHERE NOT EXISTS (SELECT FROM ${table} WHERE ${holder} = h.id)`,
      );
    expect(await without('users', 'user_accounts', 'user_id')).toBe(30);
    const accountsWithout = await without('accounts', 'user_accounts', 'account_id');
    expect(accountsWithout).toBeGreaterThan(30);
    expect(accountsWithout).toBeLessThan(300);
    expect(await without('omses', 'accounts', 'oms_id')).toBeGreaterThan(0);
    expect(await without('omses', 'operator_omses', 'oms_id')).toBeGreaterThan(0);
  });

  it('blocks some users, and gives some a default account', async () => {
    const blocked = await number('SELECT count(*) FROM users WHERE NOT email_verified');
    expect(blocked).toBeGreaterThan(5);
    expect(blocked).toBeLessThan(50);
    const defaults = await number('SELECT count(default_account_id) FROM users');
    expect(defaults).toBeGreaterThan(100);
    expect(defaults).toBeLessThan(300);
  });

  it('names people so that a search finds many', async () => {
    const named = (word: string) => number(`SELECT count(*) FROM users WHERE user_name ~ '\\m${word}'`);
    expect(await named('smith')).toBeGreaterThan(10);
    expect(await named('quinn')).toBeGreaterThan(10);
  });

  it('signs entries that verification accepts, over the year before the given end', async () => {
    const db = createDatabase(url, 3, MAX_STATEMENT_MS);
    expect(await verifyChain({ db })).toEqual({ entries: 300, problem: null });
    await db.$disconnect();
    const { rows } = await client.query('SELECT min(at) AS first, max(at) AS last FROM audit_entries');
    expect(rows[0].first).toEqual(new Date('2025-01-01T00:00:00Z'));
    expect(rows[0].last.getTime()).toBeLessThan(WANTED.end.getTime());
    expect(await number(`SELECT count(DISTINCT outcome) FROM audit_entries`)).toBe(2);
  });

  it('gives what is added later an id of its own', async () => {
    const db = createDatabase(url, 1, MAX_STATEMENT_MS);
    expect(await create.user(db)).toMatchObject({ id: 1_001 });
    expect(await create.company(db, { roles: [{ userId: 1_001, role: 'CoAdmin' }] })).toMatchObject({
      id: 7,
    });
    await db.$disconnect();
  });

  it('reports its progress up to the last row', () => {
    const last = progress.at(-1);
    expect(last?.part).toBe('audit entries');
    expect(Math.abs((last?.done ?? 0) / (last?.total ?? 1) - 1)).toBeLessThan(0.02);
    expect(new Set(progress.map(({ part }) => part)).size).toBe(11);
  });

  it('says that nothing is missing when it runs again, and adds nothing', async () => {
    const before = await allRows(client);
    const begun: unknown[] = [];
    await fillBigWorld(client, WANTED, { onBegin: (now) => begun.push(now) });
    expect(begun).toEqual([{ isContinued: true, isComplete: true }]);
    expect(await allRows(client)).toEqual(before);
  });

  it('refuses another world in the same database, and says which one it has', async () => {
    const other = fillBigWorld(client, { ...WANTED, links: 4_000 });
    await expect(other).rejects.toThrow(/a world of 3,000 links, 300 audit entries .* use an empty database/);
  });
});

describe('an interrupted run', () => {
  it('is continued by the next ones to the same world, wherever each was interrupted', async () => {
    const again = await emptyDatabase();
    const begun: { isContinued: boolean; isComplete: boolean }[] = [];
    let isDone = false;
    while (!isDone) {
      const stop = new AbortController();
      let reports = 0;
      const filling = fillBigWorld(again.client, WANTED, {
        signal: stop.signal,
        chunkRows: 150,
        onBegin: (now) => begun.push(now),
        onProgress: () => {
          reports += 1;
          // Each run stops before a chunk is committed, later than the one before.
          if (reports === 2 + begun.length) stop.abort();
        },
      });
      isDone = await filling.then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ name: 'AbortError' });
          return false;
        },
      );
    }
    expect(begun.length).toBeGreaterThan(3);
    expect(begun.map(({ isContinued }) => isContinued)).toEqual(begun.map((_, run) => run > 0));
    const rows = await allRows(again.client);
    for (const table of Object.keys(TABLES)) expect(rows[table], table).toEqual(world[table]);
  });

  it('is not continued when something else has written to the audit log meanwhile', async () => {
    const other = await emptyDatabase();
    const stop = new AbortController();
    const onProgress = ({ part }: Progress) => {
      if (part === 'roles') stop.abort();
    };
    const filling = fillBigWorld(other.client, WANTED, { signal: stop.signal, onProgress });
    await expect(filling).rejects.toThrow();
    await other.client.query(`UPDATE audit_head SET seq = 5, mac = repeat('1', 64)`);
    await expect(fillBigWorld(other.client, WANTED)).rejects.toThrow('ends with entry 5 instead of 0');
  });
});

describe('a database in use', () => {
  it('is refused, with what to do, and not changed', async () => {
    const used = await emptyDatabase();
    const db = createDatabase(used.url, 1, MAX_STATEMENT_MS);
    await create.user(db);
    await db.$disconnect();
    await expect(fillBigWorld(used.client, WANTED)).rejects.toThrow(
      /^This database is in use: .* Nothing was changed. Create an empty database and set DATABASE_URL to it.$/,
    );
    const { rows } = await used.client.query(`SELECT to_regclass('big_world') AS mark`);
    expect(rows).toEqual([{ mark: null }]);
  });

  it('is refused while another process fills it', async () => {
    const busy = await emptyDatabase();
    const other = new pg.Client(connectionSettings(busy.url));
    await other.connect();
    await fillBigWorld(
      other,
      { links: 100 },
      {
        onBegin: () => undefined,
      },
    );
    await other.query('SELECT pg_advisory_lock(80315427)');
    await expect(fillBigWorld(busy.client, { links: 100 })).rejects.toThrow('Another process is filling');
    await other.end();
  });
});
