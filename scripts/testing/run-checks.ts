import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Lifecycle, supervise } from '../servers/supervise';
import { type Phase, runPhases } from './phase';

/**
 * Runs phases with a temporary folder for their reports.
 *
 * @returns exit code: 0 when nothing failed
 */
export function runChecks(
  choose: (options: { folder: string; lifecycle: Lifecycle }) => Phase[],
): Promise<number> {
  return supervise(async (lifecycle) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'access-console-reports-'));
    lifecycle.atEnd(() => rm(folder, { recursive: true, force: true }));
    return runPhases(choose({ folder, lifecycle }), lifecycle.signal);
  }, 130);
}
