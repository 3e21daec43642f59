import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Looks for a server that runs on a data folder, whether a console uses it or a killed console left it
 * running.
 *
 * @returns the port it listens on; undefined when no server runs. Removes a stale postmaster.pid
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
  // The process id may belong to another program by now: PostgreSQL would refuse to start, and stopping the
  // server would stop that program.
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
