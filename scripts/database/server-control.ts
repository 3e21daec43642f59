import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../setup/user-error.mjs';
import { runAs } from './account';
import { findFreePort } from './free-port';
import type { Place } from './place';
import { runningPort } from './postmaster';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  max_connections: '200',
};
const throwawaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts a server on a data folder, on a port of 127.0.0.1: a free one unless one is given. It runs on its own from then on, in a session
 * of its own, until `stopServer`.
 *
 * @returns the port
 * @throws UserError with the server's own words when it doesn't start
 */
export async function startServer(
  place: Place,
  options: { dataDir: string; isThrowaway?: boolean; port?: number },
): Promise<number> {
  const log = path.join(place.home, 'server.log');
  // One run's messages at a time, since nothing else keeps this file from growing; those of the run before tell of its
  // end.
  await rename(log, `${log}.1`).catch(() => {});
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort());
    const all = { ...settings, ...(options.isThrowaway ? throwawaySettings : {}), port };
    const flags = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
    const args = ['-w', '-t', '120', '-l', log, '-o', flags.join(' ')];
    const started = await control(place, ['start', '-D', options.dataDir, ...args]);
    if (started.isOk) return port;
    const said = await readFile(log, 'utf8').catch(() => '');
    // Someone else may have taken the port in the meantime.
    if (attempt < 3 && said.includes('could not bind')) continue;
    throw new UserError(`The embedded PostgreSQL did not start:\n${started.output}\n${said.slice(-2000)}`);
  }
}

/**
 * Stops the server that may run on a data folder, in order: what was committed is on disk afterwards.
 *
 * @throws Error when it doesn't stop
 */
export async function stopServer(place: Place, dataDir: string): Promise<void> {
  if (!runningPort(dataDir)) return;
  const stopped = await control(place, ['stop', '-D', dataDir, '-w', '-t', '60', '-m', 'fast']);
  if (stopped.isOk || !runningPort(dataDir)) return;
  throw new Error(`The embedded PostgreSQL did not stop: ${stopped.output}`);
}

function control(place: Place, args: string[]) {
  const program = path.join(place.binaries.folder, 'bin/pg_ctl');
  return runAs({ account: place.account, program, args: [...args, '-s'] });
}
