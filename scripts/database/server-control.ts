import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../setup/user-error.mjs';
import { runAs } from './account';
import { findFreePort } from './free-port';
import { runningPort } from './postmaster';
import type { ServerLocation } from './server-location';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  max_connections: '200',
};
const throwawaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts a server on a data folder, on the given port of 127.0.0.1 or on a free one. The server then runs in
 * its own session until `stopServer`.
 *
 * @returns the port
 * @throws UserError with the server's log when it doesn't start
 */
export async function startServer(
  location: ServerLocation,
  options: { dataDir: string; isThrowaway?: boolean; port?: number },
): Promise<number> {
  const log = path.join(location.home, 'server.log');
  // Each run gets a new log, since nothing else keeps this file from growing. The log of the run before is
  // kept: it says why that run ended.
  await rename(log, `${log}.1`).catch(() => {});
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort());
    const all = { ...settings, ...(options.isThrowaway ? throwawaySettings : {}), port };
    const flags = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
    const args = ['-w', '-t', '120', '-l', log, '-o', flags.join(' ')];
    const started = await control(location, ['start', '-D', options.dataDir, ...args]);
    if (started.isOk) return port;
    const lastLog = await readFile(log, 'utf8').catch(() => '');
    // Another program may have taken the port meanwhile.
    if (attempt < 3 && lastLog.includes('could not bind')) continue;
    throw new UserError(`The embedded PostgreSQL did not start:\n${started.output}\n${lastLog.slice(-2000)}`);
  }
}

/**
 * Stops the server on a data folder if one runs. Everything committed is on disk afterwards.
 *
 * @throws Error when the server doesn't stop
 */
export async function stopServer(location: ServerLocation, dataDir: string): Promise<void> {
  if (!runningPort(dataDir)) return;
  const stopped = await control(location, ['stop', '-D', dataDir, '-w', '-t', '60', '-m', 'fast']);
  if (stopped.isOk || !runningPort(dataDir)) return;
  throw new Error(`The embedded PostgreSQL did not stop: ${stopped.output}`);
}

function control(location: ServerLocation, args: string[]) {
  const program = path.join(location.binaries.folder, 'bin/pg_ctl');
  return runAs({ account: location.account, program, args: [...args, '-s'] });
}
