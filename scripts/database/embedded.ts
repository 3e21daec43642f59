import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '../paths';
import { loadSecrets } from '../setup/secrets';
import { UserError } from '../setup/user-error.mjs';
import {
  type Cluster,
  type ClusterOptions,
  findRunningCluster,
  removeCluster,
  startCluster,
} from './cluster';
import { ensureDatabase } from './databases';

const databaseName = 'access_console';

const foreignData =
  'The data of the embedded database were made with other secrets than those in .data/secrets.json. ' +
  'Restore that file from a copy, or make a new demo world with `npm run demo:reset`.';

/** The embedded server of this checkout, with the database of its console. */
export interface Embedded extends Cluster {
  databaseUrl: string;
}

/**
 * Starts the embedded PostgreSQL of this checkout and creates its database at the first start.
 *
 * @throws UserError when PostgreSQL can't run here, or the data belong to other secrets
 */
export async function startEmbedded(): Promise<Embedded> {
  const cluster = await startCluster(await embeddedOptions());
  try {
    await ensureDatabase(cluster.url('postgres'), databaseName);
  } catch (error) {
    await cluster.stop();
    const isForeign = (error as { code?: string }).code === '28P01';
    throw isForeign ? new UserError(foreignData) : error;
  }
  return { ...cluster, databaseUrl: cluster.url(databaseName) };
}

/** Returns the connection string of the console's database, or undefined when no process runs the server. */
export async function findEmbedded(): Promise<string | undefined> {
  return (await findRunningCluster(await embeddedOptions()))?.(databaseName);
}

/** Removes the embedded server with all its data. */
export async function removeEmbedded(): Promise<void> {
  await removeCluster(await embeddedOptions());
}

async function embeddedOptions(): Promise<ClusterOptions> {
  // As root, the server runs as another user. That user must be able to enter this folder, but not to list
  // it.
  if (process.getuid?.() === 0) await chmod(dataDir, 0o711);
  const { databasePassword, installation } = loadSecrets(dataDir);
  return {
    preferredFolder: path.join(dataDir, 'postgres'),
    fallbackName: installation,
    password: databasePassword,
  };
}
