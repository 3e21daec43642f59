import pg from 'pg';
import { withConnection } from './connection';

/**
 * Makes a database, empty or as a copy of another.
 *
 * @param serverUrl connection string of any database of the server, by a user who may make databases
 * @param name what it is to be called
 * @param template the database to copy; nobody may be connected to that
 */
export async function makeDatabase(serverUrl: string, name: string, template = 'template0'): Promise<void> {
  const words = `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`;
  await withConnection(serverUrl, (client) => client.query(words));
}

/** Makes an empty database unless there is one of that name. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const words = 'SELECT FROM pg_database WHERE datname = $1';
  const found = await withConnection(serverUrl, (client) => client.query(words, [name]));
  if (found.rows.length === 0) await makeDatabase(serverUrl, name);
}

/** Removes a database, if it is there, and whoever is connected to it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const words = `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`;
  await withConnection(serverUrl, (client) => client.query(words));
}

/** Ends every connection to a database, so that it can be copied. */
export async function disconnectAll(serverUrl: string, name: string): Promise<void> {
  const words = 'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1';
  await withConnection(serverUrl, (client) => client.query(words, [name]));
}
