import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// Written by hand because it runs before `npm ci` has installed any package: locks are judged by it. Node.js can
// only tell whether some process has an id, which a later process may have got.

/**
 * Returns when a process started, so that a later process with the same id can be told apart.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when the process has ended
 */
export function identifyProcess(pid) {
  if (process.platform === 'linux') {
    try {
      // The name is in parentheses and may contain any character, so the fields are counted after it.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const listed = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.stdout?.trim() || undefined;
}
