import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Life, supervise } from '../servers/supervise';
import { type Phase, runPhases } from './phase';

/**
 * Runs parts of the proof, with a folder for their reports.
 *
 * @param choose which parts
 * @returns exit code: 0 when nothing failed
 */
export function prove(choose: (options: { folder: string; life: Life }) => Phase[]): Promise<number> {
  return supervise(async (life) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'access-console-reports-'));
    life.atEnd(() => rm(folder, { recursive: true, force: true }));
    return runPhases(choose({ folder, life }), life.signal);
  }, 130);
}
