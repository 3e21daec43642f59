import pg from 'pg';
import { withConnection } from './connection';

/**
 * Creates a database, empty or as a copy of another.
 *
 * @param serverUrl connection string of any database of the server; its role must have CREATEDB
 * @param template the database to copy, which must have no connections
 */
export async function makeDatabase(serverUrl: string, name: string, template = 'template0'): Promise<void> {
  const sql = `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`;
  await withConnection(serverUrl, (client) => client.query(sql));
}

/** Creates an empty database unless one of that name exists. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const sql = 'SELECT FROM pg_database WHERE datname = $1';
  const found = await withConnection(serverUrl, (client) => client.query(sql, [name]));
  if (found.rows.length === 0) await makeDatabase(serverUrl, name);
}

/** Removes a database if it exists, and ends every connection to it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const sql = `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`;
  await withConnection(serverUrl, (client) => client.query(sql));
}

/** Ends every connection to a database, so that it can be copied. */
export async function disconnectAll(serverUrl: string, name: string): Promise<void> {
  const sql = 'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1';
  await withConnection(serverUrl, (client) => client.query(sql, [name]));
}
