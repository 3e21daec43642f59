import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess } from '../setup/process-identity.mjs';
import { type Cluster, type ClusterOptions, removeCluster, startCluster } from './cluster';

// The folder's name contains the id of the process that made it, so that a later run can see that it has
// ended.
const prefix = 'access-console-test-';

const RESTART_MS = 60_000;

/** A server for tests. */
interface Throwaway extends Cluster {
  /** Kills the server, as a power failure would, and starts it again. */
  crash(): Promise<Cluster>;
}

/**
 * Starts a server for tests, in a folder that `stop` removes. With `isDurable`, everything committed survives
 * a crash, which makes the server slower.
 */
export async function startThrowaway({ isDurable = false } = {}): Promise<Throwaway> {
  await removeAbandoned();
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  // As root, the server runs as another user, who must be able to enter this folder.
  await chmod(folder, 0o711);
  const options = { ...optionsFor(folder), isThrowaway: !isDurable };
  const cluster = await startCluster(options);
  return { ...cluster, stop: () => remove(folder), crash: () => crash(cluster, options) };
}

async function crash(cluster: Cluster, options: ClusterOptions): Promise<Cluster> {
  const [pid] = (await readFile(path.join(cluster.home, 'data', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  const deadline = Date.now() + RESTART_MS;
  for (;;) {
    try {
      return await startCluster(options);
    } catch (error) {
      // The server starts only after the last process of the killed one has ended.
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

/** Stops and removes servers that killed test runs left behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (!pid || identifyProcess(Number(pid))) continue;
    const folder = path.join(tmpdir(), name);
    // Every user may write to this folder: what another user gave such a name must stay.
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
    preferredFolder: path.join(folder, 'postgres'),
    fallbackName: path.basename(folder),
    password: randomBytes(18).toString('base64url'),
    isThrowaway: true,
  };
}
