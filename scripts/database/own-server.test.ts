import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createDatabase } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { migrate } from '@/prisma/migrate';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { withConnection } from './connection';
import { dropDatabase } from './databases';
import { checkOwnServer } from './own-server';

const role = `console_${randomBytes(4).toString('hex')}`;
const server = inject('testServer');
const databases: string[] = [];

const run = (url: string, sql: string) =>
  withConnection({ connectionString: url }, async (client) => (await client.query(sql)).rows);

/** Creates a database whose owner is a role without other rights, as PostgreSQL's manual advises. */
async function makeOwned(setUp = '', options = "ENCODING 'UTF8' TEMPLATE template0"): Promise<string> {
  const name = `own_${randomBytes(6).toString('hex')}`;
  await run(server, `CREATE DATABASE ${name} OWNER ${role} ${options}`);
  databases.push(name);
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (setUp) await run(url.href, setUp.replaceAll(':name', name));
  [url.username, url.password] = [role, 'secret'];
  return url.href;
}

const tablesBySchema = (url: string) =>
  run(
    url,
    `SELECT table_schema AS schema, count(*)::int AS tables FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') GROUP BY 1`,
  );

beforeAll(() => run(server, `CREATE ROLE ${role} LOGIN PASSWORD 'secret'`));

afterAll(async () => {
  for (const name of databases) await dropDatabase(server, name);
  await run(server, `DROP ROLE ${role}`);
});

const withQuery = (url: string, query: string) => `${url}${url.includes('?') ? '&' : '?'}${query}`;

it.each([
  [
    'that has the name of the role, which the default search_path finds',
    `CREATE SCHEMA ${role} AUTHORIZATION ${role}`,
    '',
    role,
  ],
  [
    'that the database’s search_path names',
    `CREATE SCHEMA app AUTHORIZATION ${role}; ALTER DATABASE :name SET search_path = app, public`,
    '',
    'app',
  ],
  [
    'that ?schema= names',
    `CREATE SCHEMA "My Own \\1" AUTHORIZATION ${role}`,
    'schema=My+Own+%5C1',
    'My Own \\1',
  ],
  [
    'that ?options= names, with pg_trgm in another one',
    `CREATE SCHEMA app AUTHORIZATION ${role}; CREATE EXTENSION pg_trgm SCHEMA public`,
    'options=-c%20search_path%3Dapp',
    'app',
  ],
  ['“public” by default', '', '', 'public'],
])('makes all tables in the schema %s, and reads and writes them there', async (_, setUp, query, schema) => {
  const given = await makeOwned(setUp);
  const { url } = await checkOwnServer(query ? withQuery(given, query) : given);
  const applied = await migrate(url);
  expect(applied).toContain('20261122000000_ground');
  const [{ tables }, ...others] = await tablesBySchema(url);
  expect({ tables: tables > 15, others }).toEqual({ tables: true, others: [] });

  const db = createDatabase(url, 1, MAX_STATEMENT_MS);
  await create.user(db, { userName: 'Ärger' });
  const found =
    await db.$queryRaw`SELECT user_name, current_schema() AS schema FROM users WHERE lower(user_name) = lower('ÄRGER')`;
  await expect(db.$executeRaw`DELETE FROM users`).rejects.toThrow('users can never be deleted');
  await db.$disconnect();
  expect(found).toEqual([{ user_name: 'Ärger', schema }]);

  expect(await checkOwnServer(url)).toMatchObject({ url });
  expect(await migrate(url)).toEqual([]);
});

it.each([
  [
    'a name that Prisma can’t quote',
    `CREATE SCHEMA "a""b" AUTHORIZATION ${role}`,
    'schema=a%22b',
    'double quote',
  ],
  ['a schema that does not exist', '', 'schema=console', 'has no schema "console"'],
  [
    'a schema that the role has no USAGE on',
    'CREATE SCHEMA closed; REVOKE ALL ON SCHEMA closed FROM PUBLIC',
    'schema=closed',
    `GRANT USAGE ON SCHEMA … TO ${role}`,
  ],
  ['a database without any schema that the role can use', 'DROP SCHEMA public', '', 'has no schema that'],
  [
    'a database that is read-only',
    'ALTER DATABASE :name SET default_transaction_read_only = on',
    '',
    'is read-only',
  ],
])('refuses %s before it changes the database', async (_, setUp, query, message) => {
  const given = await makeOwned(setUp);
  await expect(checkOwnServer(query ? withQuery(given, query) : given)).rejects.toThrow(message);
  expect(await tablesBySchema(given)).toEqual([]);
});

it.each(['LATIN1', 'SQL_ASCII'])('refuses a database whose encoding is %s', async (encoding) => {
  const url = await makeOwned(
    '',
    `ENCODING '${encoding}' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`,
  );
  await expect(checkOwnServer(url)).rejects.toThrow(`has the encoding ${encoding}`);
});

it('refuses a schema when another schema holds a console’s tables', async () => {
  const url = await makeOwned(`CREATE SCHEMA app AUTHORIZATION ${role}`);
  await migrate((await checkOwnServer(url)).url);
  await expect(checkOwnServer(withQuery(url, 'schema=app'))).rejects.toThrow(
    /holds a console in the schema "public", and none in "app".*Set \?schema=public/,
  );
});

it('reads and writes the same values, whatever the settings of the database or the role', async () => {
  const settings = {
    datestyle: 'SQL, DMY',
    intervalstyle: 'sql_standard',
    bytea_output: 'escape',
    extra_float_digits: -15,
    standard_conforming_strings: 'off',
    timezone: 'Pacific/Kiritimati',
    array_nulls: 'off',
    transform_null_equals: 'on',
    lc_numeric: 'C',
    default_transaction_isolation: 'serializable',
  };
  const set = Object.entries(settings).map(
    ([name, value]) => `ALTER DATABASE :name SET ${name} = '${value}'`,
  );
  const { url } = await checkOwnServer(await makeOwned(set.join(';')));
  await migrate(url);
  const sql = `
    SELECT timestamptz '2030-02-03 04:05:06+00' AS at, timestamptz '2030-02-03 04:05:06+00' = NULL AS unknown,
           (interval '1 day 2 hours')::text AS length, '\\x41'::bytea::text AS bytes, (0.1::float8 + 0.2)::text AS sum,
           'a\\b' AS text, '{1,NULL}'::int[] AS numbers, current_setting('transaction_isolation') AS isolation`;
  const expected = {
    at: new Date('2030-02-03T04:05:06Z'),
    unknown: null,
    length: '1 day 02:00:00',
    bytes: '\\x41',
    sum: '0.30000000000000004',
    text: 'a\\b',
    numbers: [1, null],
    isolation: 'read committed',
  };
  const db = createDatabase(url, 1, MAX_STATEMENT_MS);
  const [byPrisma] = await db.$queryRawUnsafe<object[]>(sql);
  await db.$disconnect();
  expect(byPrisma).toEqual(expected);
  expect(await withConnection(url, async (client: pg.Client) => (await client.query(sql)).rows)).toEqual([
    expected,
  ]);
});
