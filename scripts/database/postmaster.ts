import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Looks for a server that runs on a data folder, left behind by a console that was killed, or in use.
 *
 * @param dataDir PostgreSQL's data folder
 * @returns the port it listens on; undefined when none runs
 */
export function runningPort(dataDir: string): number | undefined {
  const file = path.join(dataDir, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, , , port] = lines;
  if (commandLine(Number(pid)).includes(dataDir)) return Number(port);
  // Its number may belong to a stranger by now: PostgreSQL would then refuse to start, and stopping "it"
  // would hit the stranger.
  rmSync(file, { force: true });
  return undefined;
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-ww', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}
