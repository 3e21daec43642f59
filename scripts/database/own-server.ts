import { Refusal } from '../setup/refusal.mjs';
import { withConnection } from './connection';

/**
 * Makes sure that the PostgreSQL named by DATABASE_URL answers and is one we can use.
 *
 * @param url connection string
 * @returns its version, for example "16.3"
 * @throws Refusal saying what is wrong, without the password
 */
export async function checkOwnServer(url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const name = `The PostgreSQL at ${hostname}:${port || 5432}${pathname}`;
  const shown = await withConnection(url, (client) =>
    client.query<{ server_version: string }>('SHOW server_version'),
  ).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${name}, named by DATABASE_URL, can't be used: ${error.message || error.code}`);
  });
  const version = shown.rows[0]?.server_version.split(' ')[0] ?? '';
  if (Number.parseInt(version, 10) >= 15) return version;
  throw new Refusal(`${name} has version ${version}; the console needs 15 or newer.`);
}
