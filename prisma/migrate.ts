import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, type DatabaseError } from 'pg';
import { connectionSettings } from './connection-settings';
import { type Migration, readRecord, recordApplied, type Unfinished } from './migration-record';

// Written by hand: `prisma migrate deploy` needs an engine whose download can be blocked, and after a kill it
// can't continue. The table of applied migrations is Prisma's, so `prisma migrate deploy` can be used instead.

const migrationsDir = path.join(import.meta.dirname, 'migrations');

/**
 * Key of the advisory lock that `prisma migrate deploy` also takes, so that the two never run at the same
 * time.
 */
const LOCK = 72_707_369;

/** Replaces limits that a role can have (ALTER ROLE … SET), since a migration may take longer than a call. */
const LIMITS = '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=60s';

/** PostgreSQL 15 and 16 don't have this setting. */
const NO_TRANSACTION_TIMEOUT = `
  SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'`;

/** Lets the scripts find the operator classes of pg_trgm when it is installed in another schema. */
const SEARCH_TRIGRAMS_TOO = `
  SELECT set_config('search_path', current_setting('search_path') || ', ' || quote_ident(nspname), true)
  FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
  WHERE extname = 'pg_trgm' AND nspname <> current_schema()`;

const LOCK_TIMEOUT = '55P03';
const NO_RIGHT = '42501';
/** A table, type, index, column, function or schema of that name already exists. */
const DUPLICATES = new Set(['42P07', '42710', '42701', '42723', '42P06']);

/** A migration can't be applied. The message says which one, why, and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Applies the migrations that a database lacks. Each script and its record are one transaction, so that a
 * killed process leaves both or neither.
 *
 * @param url connection string; PostgreSQL 15 or newer
 * @returns the names of the applied migrations, in order
 * @throws MigrationError when one can't be applied; it is rolled back and later ones are not tried
 */
export async function migrate(url: string): Promise<string[]> {
  const { options, ...settings } = connectionSettings(url);
  const client = new Client({
    ...settings,
    options: `${options} ${LIMITS}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'access-console-migrate',
  });
  // The server may end between two statements. The next statement then throws.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(NO_TRANSACTION_TIMEOUT);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]).catch(explainWait);
    const { finished, unfinished } = await readRecord(client);
    const missing = (await readMigrations()).filter(({ name }) => !finished.has(name));
    for (const migration of missing) {
      const earlierStart = unfinished.find(({ name }) => name === migration.name);
      await apply({ client, migration, earlierStart });
    }
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const read = async (name: string): Promise<Migration> => {
    return { name, script: await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8') };
  };
  return Promise.all(names.sort().map(read));
}

interface Attempt {
  client: Client;
  migration: Migration;
  /** Set when a process started this migration earlier and did not record its end. */
  earlierStart: Unfinished | undefined;
}

async function apply({ client, migration, earlierStart }: Attempt): Promise<void> {
  try {
    await inTransaction(client, async () => {
      await client.query(SEARCH_TRIGRAMS_TOO);
      await client.query(migration.script);
      await recordApplied(client, migration);
    });
  } catch (error) {
    const isApplied = earlierStart && DUPLICATES.has((error as DatabaseError).code ?? '');
    if (!isApplied) throw explain(error as DatabaseError, migration.name);
    if (earlierStart.hasFailed) throw explainFailed(error as DatabaseError, migration.name);
    // The earlier process was killed after its script, which was one transaction, and before it recorded the
    // end.
    await inTransaction(client, () => recordApplied(client, migration));
  }
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    // PostgreSQL rolls back by itself when the connection is lost.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

function explain(error: DatabaseError, name: string): Error {
  // Not an error of PostgreSQL, for example a lost connection.
  if (!error.code || !error.severity) return error;
  const message = `The migration ${name} could not be applied and was rolled back: ${error.message}.`;
  if (error.code !== NO_RIGHT) return new MigrationError(message);
  return new MigrationError(
    `${message} Start the console once as the owner of its database and tables. ` +
      'docs/data.md lists the roles.',
  );
}

const explainFailed = (error: DatabaseError, name: string) =>
  new MigrationError(
    `The migration ${name} failed earlier, and some of its objects exist: ${error.message}. ` +
      'Restore the database from a backup. If all of its objects exist, record that and start again:\n' +
      `  UPDATE _prisma_migrations SET logs = NULL WHERE migration_name = '${name}';`,
  );

function explainWait(error: DatabaseError): never {
  if (error.code !== LOCK_TIMEOUT) throw error;
  throw new MigrationError(
    'Another process has been migrating this database for a minute. Start again when it has ended.',
  );
}
