import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess } from '../setup/process-identity.mjs';
import { type Cluster, type ClusterOptions, removeCluster, startCluster } from './cluster';

// Who made a folder stands in its name, so that a later run can tell that he is dead.
const prefix = 'access-console-test-';

const CRASH_MS = 60_000;

/** A server for tests. */
interface Throwaway extends Cluster {
  /** Kills it, as a power failure would, and starts it again. */
  crash(): Promise<Cluster>;
}

/**
 * Starts a server for tests, in a folder of its own that vanishes with it.
 *
 * @param options `isDurable`: what is committed survives a crash, which makes it slower
 * @returns the running server; `stop` leaves nothing behind
 */
export async function startThrowaway({ isDurable = false } = {}): Promise<Throwaway> {
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  // Root's server runs as another user, who has to pass through.
  await chmod(folder, 0o711);
  const options = { ...optionsFor(folder), isThrowaway: !isDurable };
  const cluster = await startCluster(options);
  return { ...cluster, stop: () => remove(folder), crash: () => crash(cluster, options) };
}

async function crash(cluster: Cluster, options: ClusterOptions): Promise<Cluster> {
  const [pid] = (await readFile(path.join(cluster.home, 'data', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  const deadline = Date.now() + CRASH_MS;
  for (;;) {
    try {
      return await startCluster(options);
    } catch (error) {
      // It starts only once the last process of the old one has noticed.
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
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
