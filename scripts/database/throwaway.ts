import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { identifyProcess } from '../setup/process-identity.mjs';
import { type Cluster, type ClusterOptions, removeCluster, startCluster } from './cluster';

// Who made a folder stands in its name, so that a later run can tell that he is dead.
const prefix = 'access-console-test-';

/**
 * Starts a server for tests, in a folder of its own that vanishes with it.
 *
 * @returns the running server; `stop` leaves nothing behind
 */
export async function startThrowaway(): Promise<Cluster> {
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  // Root's server runs as another user, who has to pass through.
  await chmod(folder, 0o711);
  const cluster = await startCluster(optionsFor(folder));
  return { ...cluster, stop: () => remove(folder) };
}

/** Removes what tests left running that were killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (!pid || identifyProcess(Number(pid))) continue;
    const folder = path.join(tmpdir(), name);
    // Everybody may write to this place: what somebody else called so is not to be touched.
    const found = await lstat(folder).catch(() => undefined);
    if (found?.uid === process.getuid?.()) await remove(folder);
  }
}

async function remove(folder: string): Promise<void> {
  await removeCluster(optionsFor(folder));
  await rm(folder, { recursive: true, force: true });
}

function optionsFor(folder: string): ClusterOptions {
  return {
    wanted: path.join(folder, 'postgres'),
    name: path.basename(folder),
    password: randomBytes(18).toString('base64url'),
    isThrowaway: true,
  };
}
