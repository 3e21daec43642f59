import { rm } from 'node:fs/promises';
import path from 'node:path';
import { databaseUser, ensureDataFolder } from './data-folder';
import { findPlace } from './place';
import { runningPort } from './postmaster';
import { startServer, stopServer } from './server-control';

export interface ClusterOptions {
  /** Folder to keep everything in, unless the server's user can't enter it. */
  wanted: string;
  /** What the folder is called then, among those of other installations. */
  name: string;
  /** Password of the only database user. */
  password: string;
  /** For tests: faster, and lost when the machine loses power. */
  isThrowaway?: boolean;
}

/** A running PostgreSQL server of our own. */
export interface Cluster {
  /** The folder that it keeps everything in. */
  home: string;
  version: string;
  /** Connection string of one of its databases. */
  url(database: string): string;
  stop(): Promise<void>;
  isRunning(): boolean;
  /** Starts it on the same port, after it ended by itself. */
  startAgain(): Promise<void>;
}

/**
 * Starts a server, making its data at the first start. One that was left running on the same data, by a
 * console that was killed, is stopped first.
 *
 * @throws UserError when it can't run here, or its data were made by another version of PostgreSQL
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const place = await findPlace(options);
  const dataDir = path.join(place.home, 'data');
  await ensureDataFolder(place, { ...options, dataDir });
  await stopServer(place, dataDir);
  const port = await startServer(place, { ...options, dataDir });
  return {
    home: place.home,
    version: place.binaries.version,
    url: (database) => clusterUrl({ ...options, port, database }),
    stop: () => stopServer(place, dataDir),
    isRunning: () => runningPort(dataDir) !== undefined,
    startAgain: async () => void (await startServer(place, { ...options, dataDir, port })),
  };
}

/**
 * Finds a server that another process of ours started.
 *
 * @returns what tells the connection string of one of its databases; undefined when it doesn't run
 */
export async function findRunningCluster(options: ClusterOptions): Promise<Cluster['url'] | undefined> {
  const { home } = await findPlace(options);
  const port = runningPort(path.join(home, 'data'));
  return port === undefined ? undefined : (database) => clusterUrl({ ...options, port, database });
}

/** Stops the server that may run, and removes everything it kept. */
export async function removeCluster(options: ClusterOptions): Promise<void> {
  const place = await findPlace(options);
  await stopServer(place, path.join(place.home, 'data'));
  await rm(place.home, { recursive: true, force: true });
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
  // A setting like PGSSLMODE in the environment is meant for other servers than this one.
  return `postgresql://${databaseUser}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}
