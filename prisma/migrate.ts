import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, type DatabaseError } from 'pg';
import { connectionSettings } from './connection-settings';
import { type Migration, readRecord, recordApplied, type Unfinished } from './migration-record';

const migrationsDir = path.join(import.meta.dirname, 'migrations');

/** The key that `prisma migrate deploy` locks too, so that neither runs beside the other. */
const LOCK = 72_707_369;

/** A role can have limits of its own (ALTER ROLE … SET), but a migration may take longer than a call. */
const LIMITS = '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=60s';

/** PostgreSQL 15 and 16 don't know this one. */
const NO_TRANSACTION_TIMEOUT = `
  SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'`;

/** Where pg_trgm is installed in another schema, the scripts find its operator classes there. */
const SEARCH_TRIGRAMS_TOO = `
  SELECT set_config('search_path', current_setting('search_path') || ', ' || quote_ident(nspname), true)
  FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
  WHERE extname = 'pg_trgm' AND nspname <> current_schema()`;

const LOCK_TIMEOUT = '55P03';
const NO_RIGHT = '42501';
/** A table, type, index, column, function or schema of that name exists. */
const DUPLICATES = new Set(['42P07', '42710', '42701', '42723', '42P06']);

/** A migration can't be applied. The message says which, why, and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Applies the migrations that a database lacks. A script and its record are one transaction: whenever the process
 * is killed, both are there or neither is.
 *
 * @param url connection string of the PostgreSQL database, version 15 or newer
 * @returns the names of the migrations that it applied, in order; empty when there was nothing to do
 * @throws MigrationError when one can't be applied: nothing is left of it, and those after it are not tried
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
  // The server may go while nothing is asked of it; the next statement tells.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(NO_TRANSACTION_TIMEOUT);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]).catch(explainWait);
    const { finished, unfinished } = await readRecord(client);
    const missing = (await readMigrations()).filter(({ name }) => !finished.has(name));
    for (const migration of missing) {
      const begun = unfinished.find(({ name }) => name === migration.name);
      await apply({ client, migration, begun });
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
  begun: Unfinished | undefined;
}

async function apply({ client, migration, begun }: Attempt): Promise<void> {
  try {
    await inTransaction(client, async () => {
      await client.query(SEARCH_TRIGRAMS_TOO);
      await client.query(migration.script);
      await recordApplied(client, migration);
    });
  } catch (error) {
    const isThere = begun && DUPLICATES.has((error as DatabaseError).code ?? '');
    if (!isThere) throw explain(error as DatabaseError, migration.name);
    if (begun.hasFailed) throw explainFailed(error as DatabaseError, migration.name);
    // Whoever applied it was killed after its script, which was one transaction, and before the record of it.
    await inTransaction(client, () => recordApplied(client, migration));
  }
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    // A lost connection has rolled back by itself.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

function explain(error: DatabaseError, name: string): Error {
  // A lost connection, for example, is not about the migration.
  if (!error.code || !error.severity) return error;
  const words = `The migration ${name} could not be applied, and nothing of it is left: ${error.message}.`;
  if (error.code !== NO_RIGHT) return new MigrationError(words);
  return new MigrationError(
    `${words} Start the console once as the owner of its database and tables; docs/data.md has the roles.`,
  );
}

const explainFailed = (error: DatabaseError, name: string) =>
  new MigrationError(
    `The migration ${name} failed earlier, and a part of what it makes is there now: ${error.message}. ` +
      'Restore the database from a backup. If all of it is there, record that and start again:\n' +
      `  UPDATE _prisma_migrations SET logs = NULL WHERE migration_name = '${name}';`,
  );

function explainWait(error: DatabaseError): never {
  if (error.code !== LOCK_TIMEOUT) throw error;
  throw new MigrationError(
    'Another process has been migrating this database for a minute. Start again when it has ended.',
  );
}
