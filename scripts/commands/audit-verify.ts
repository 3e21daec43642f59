import { verifyChain } from '@/domain/audit-entries/verify';
import { readCheckpointFile } from '@/server/checkpoints';
import { withConsoleDatabase } from '../database/with-console-database';
import { toProcessEnv } from '../setup/settings';
import { npmScript } from './input/npm-script';

const command = npmScript(
  'audit:verify',
  'Checks the whole audit log and names the first entry that does not fit.',
);
/** The database prepares the next batches while one is checked. */
const CONNECTIONS = 3;

const count = (entries: number) => `${entries.toLocaleString('en')} ${entries === 1 ? 'entry' : 'entries'}`;

/** `npm run audit:verify`: checks the whole audit log and names the first entry that does not fit. */
export async function run(args: string[]): Promise<number> {
  command.parse(args, { from: 'user' });
  return withConsoleDatabase(async (db, env) => {
    Object.assign(process.env, toProcessEnv(env));
    const { places: known, problem: checkpointProblem } = await readCheckpointFile();
    const startedAt = performance.now();
    const onProgress = (entries: number, total: number) => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r  ${count(entries)} of ${total.toLocaleString('en')}`);
    };
    const { entries, problem } = await verifyChain({ db, known, onProgress });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    if (problem) {
      throw new Error(`The audit log does not hold: ${problem.words} Before it ${count(entries)} fit.`);
    }
    if (checkpointProblem) {
      throw new Error(`The audit log’s ${count(entries)} fit, but not its checkpoints: ${checkpointProblem}`);
    }
    console.log(
      `The audit log is whole: ${count(entries)}, ${known.length || 'no'} checkpoints, in ${seconds} s.`,
    );
  }, CONNECTIONS);
}
