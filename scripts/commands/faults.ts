import { randomBytes } from 'node:crypto';
import { FAULTS, type Fault, type Round, runFaults } from '@/gateway/testing/faults/run';
import { migrate } from '@/prisma/migrate';
import { makeDatabase } from '../database/databases';
import { startThrowaway } from '../database/throwaway';
import { supervise } from '../servers/supervise';
import { npmScript, wholeNumber } from './input/npm-script';

const command = npmScript(
  'faults',
  'Causes faults in a gateway and its database, and checks after each that nothing was lost.',
)
  .usage('[--kills 200] [--seed 4711]')
  .option('--kills <count>', 'how many faults', wholeNumber, 200)
  .option('--seed <number>', 'the same seed repeats the same faults (default: a random one)', wholeNumber);

/** Every second fault kills the gateway. */
const ORDER: readonly Fault[] = [
  'gateway',
  'connections',
  'gateway',
  'before',
  'gateway',
  'after',
  'gateway',
  'head',
  'gateway',
  'database',
] as Fault[];

const sum = (rounds: readonly Round[], what: 'requests' | 'repeated') =>
  rounds.reduce((total, round) => total + round[what], 0);

/** `npm run faults`: the long form of gateway/tests/faults.test.ts, which also kills the database server. */
export async function run(args: string[]): Promise<number> {
  const { kills, seed = randomBytes(4).readUInt32BE() % 1_000_000 } = command
    .parse(args, { from: 'user' })
    .opts<{ kills: number; seed?: number }>();
  return supervise(async (lifecycle) => {
    const cluster = await startThrowaway({ isDurable: true });
    lifecycle.atEnd(cluster.stop);
    const name = 'faults';
    await makeDatabase(cluster.url('postgres'), name);
    const url = cluster.url(name);
    await migrate(url);
    const random = () => randomBytes(36).toString('base64url');
    Object.assign(process.env, { DATABASE_URL: url, NEXTAUTH_SECRET: random(), AUDIT_KEY: random() });

    console.log(`Seed ${seed}, ${kills} faults.`);
    const faults = Array.from({ length: kills }, (_, index) => ORDER[index % ORDER.length] ?? 'gateway');
    const done: Round[] = [];
    const onRound = (round: Round) => {
      done.push(round);
      for (const problem of round.problems)
        console.log(`✗ ${done.length}. ${FAULTS[round.fault]}: ${problem}`);
      if (done.length % 10 === 0)
        console.log(`  ${done.length} of ${kills}, ${sum(done, 'requests')} requests`);
    };
    const restartDatabase = async () => (await cluster.crash()).url(name);
    const rounds = await runFaults({ url, seed, faults, restartDatabase, onRound, signal: lifecycle.signal });
    const failed = rounds.filter(({ problems }) => problems.length > 0).length;
    console.log(
      `${sum(rounds, 'requests')} requests, ${sum(rounds, 'repeated')} of them repeated. ` +
        `${rounds.length - failed} passed, ${failed} failed. Repeat with --kills ${kills} --seed ${seed}.`,
    );
    return failed === 0 ? 0 : 1;
  }, 130);
}
