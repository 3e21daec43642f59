import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells a process from a later one that was given the same number.
 *
 * @param {number} pid number of a process
 * @returns {string | undefined} when that process started; undefined when it has ended
 */
export function identifyProcess(pid) {
  if (process.platform === 'linux') {
    try {
      // The fields after the name, which stands in brackets and may hold anything.
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
