import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { withConnection } from '@/scripts/database/connection';
import { dropDatabase, makeDatabase } from '@/scripts/database/databases';
import { MigrationError, migrate } from './migrate';

const server = inject('testServer');
const FIRST = '20261122000000_ground';
const HANG_MS = 30_000;

let name: string;
let url: string;

beforeEach(async () => {
  name = `migrate_${randomBytes(6).toString('hex')}`;
  await makeDatabase(server, name);
  const address = new URL(server);
  address.pathname = `/${name}`;
  url = address.href;
});
afterEach(() => dropDatabase(server, name));

const query = (sql: string) => withConnection(url, async (client) => (await client.query(sql)).rows);

const readRecord = () =>
  query(`SELECT migration_name AS name, count(*) FILTER (WHERE finished_at IS NOT NULL)::int AS finished,
              count(*) FILTER (WHERE finished_at IS NULL AND rolled_back_at IS NULL)::int AS unfinished
       FROM _prisma_migrations GROUP BY 1 ORDER BY 1`);

async function expectMigrated(): Promise<void> {
  const record = await readRecord();
  expect(record.map((row) => row.name)).toContain(FIRST);
  expect(record.filter(({ finished, unfinished }) => finished !== 1 || unfinished !== 0)).toEqual([]);
  expect(await query('SELECT seq::int FROM audit_head')).toEqual([{ seq: 0 }]);
}

/** Migrates in another process, which the test can kill. */
function spawnMigration() {
  const code = `import { migrate } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, 'migrate.ts')))};
    await migrate(process.argv[1]);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', code, url];
  return spawn(process.execPath, args, { cwd: path.join(import.meta.dirname, '..'), stdio: 'inherit' });
}

it.each([
  ['the first statement', 'CREATE TYPE', 'permission_name'],
  ['the middle of a script', 'CREATE INDEX', 'users_user_name_search'],
  ['the last statement', 'CREATE TRIGGER', 'audit_head_is_kept'],
  ['the record', 'CREATE TABLE', '_prisma_migrations'],
])('a second run completes a migration that was killed at %s', async (_, tag, object) => {
  await query(`
    CREATE FUNCTION hold() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '%${object}%') THEN
        PERFORM pg_advisory_xact_lock(1);
      END IF;
    END $$;
    CREATE EVENT TRIGGER hold ON ddl_command_end WHEN TAG IN ('${tag}') EXECUTE FUNCTION hold()`);
  await withConnection(url, async (client) => {
    await client.query('SELECT pg_advisory_lock(1)');
    const child = spawnMigration();
    const waiting = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND NOT granted";
    await vi.waitFor(async () => expect(await query(waiting)).toHaveLength(1), { timeout: HANG_MS });
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  await query('DROP EVENT TRIGGER hold');
  expect(await migrate(url)).toContain(FIRST);
  await expectMigrated();
  expect(await migrate(url)).toEqual([]);
});

/** Leaves what a killed earlier version left: that version recorded the start of a migration separately. */
const recordStart = (logs: string | null) =>
  withConnection(url, (client) =>
    client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES (gen_random_uuid(), $1, $2, $3)',
      ['0'.repeat(64), FIRST, logs],
    ),
  );

it('applies a migration that an earlier version started but did not apply', async () => {
  await migrate(url);
  const [{ sql }] = await query(`
    SELECT string_agg(format('DROP TABLE %I CASCADE', relname), ';') AS sql FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'`);
  await query(`${sql}; DROP TYPE permission_name, company_role_name, door, audit_outcome;
    DROP FUNCTION forbid_change CASCADE; DROP FUNCTION tell_of_entries CASCADE; DELETE FROM _prisma_migrations`);
  await recordStart('');
  expect(await migrate(url)).toContain(FIRST);
  await expectMigrated();
});

it('records a migration that an earlier version applied completely but did not record', async () => {
  await migrate(url);
  await query(`DELETE FROM _prisma_migrations WHERE migration_name = '${FIRST}'`);
  await recordStart(null);
  expect(await migrate(url)).toEqual([FIRST]);
  await expectMigrated();
});

it('explains how to recover from a migration that failed and left objects behind', async () => {
  await migrate(url);
  await query(`DELETE FROM _prisma_migrations WHERE migration_name = '${FIRST}'`);
  await recordStart('ERROR: disk full');
  await expect(migrate(url)).rejects.toThrow(/failed earlier.*already exists.*backup.*UPDATE/s);
  await query('UPDATE _prisma_migrations SET logs = NULL WHERE finished_at IS NULL');
  expect(await migrate(url)).toEqual([FIRST]);
});

it('applies each migration once when two processes start together', async () => {
  const applied = await Promise.all([migrate(url), migrate(url)]);
  expect(applied.map((names) => names.length > 0).sort()).toEqual([false, true]);
  await expectMigrated();
});

it('rolls back a migration that PostgreSQL rejects, says why, and applies it once it can', async () => {
  await query('CREATE TABLE audit_head ()');
  const failure = await migrate(url).catch((error) => error);
  expect(failure).toBeInstanceOf(MigrationError);
  expect(failure.message).toMatch(`migration ${FIRST} could not be applied`);
  expect(failure.message).toMatch('relation "audit_head" already exists');
  expect(
    await query("SELECT to_regclass('users') AS users, to_regclass('_prisma_migrations') AS record"),
  ).toEqual([{ users: null, record: null }]);
  await query('DROP TABLE audit_head');
  await migrate(url);
  await expectMigrated();
});

it('names the role that must start the console when this role lacks the privileges to migrate', async () => {
  const role = name;
  await query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  const address = new URL(url);
  [address.username, address.password] = [role, 'secret'];
  await expect(migrate(address.href)).rejects.toThrow(/permission denied.*as the owner.*docs\/data\.md/);
  await query(`DROP ROLE ${role}`);
});

it('ignores the time limits that a database sets', async () => {
  const alter = (change: string) =>
    withConnection(server, (client) => client.query(`ALTER DATABASE ${name} ${change}`));
  await alter("SET statement_timeout = '1ms'");
  await alter("SET lock_timeout = '1ms'");
  await migrate(url);
  await alter('RESET ALL');
  await expectMigrated();
});
