import { InvalidArgumentError } from 'commander';
import { demandUnused } from '@/prisma/big-world/begin';
import { fillBigWorld } from '@/prisma/big-world/fill';
import { MAX_LINKS, MIN_LINKS } from '@/prisma/big-world/size';
import { withConnection } from '../database/connection';
import { findConsoleDatabase } from '../database/with-console-database';
import { supervise } from '../servers/supervise';
import { step } from '../setup/progress.mjs';
import { readSettings, toProcessEnv } from '../setup/settings';
import { showFilling } from '../setup/show-filling';
import { UserError } from '../setup/user-error.mjs';
import { npmScript, wholeNumber } from './input/npm-script';

function links(given: string): number {
  const count = wholeNumber(given);
  if (count >= MIN_LINKS && count <= MAX_LINKS) return count;
  throw new InvalidArgumentError(
    `It must be from ${MIN_LINKS.toLocaleString('en')} to ${MAX_LINKS.toLocaleString('en')}.`,
  );
}

const command = npmScript(
  'db:seed',
  'Fills an empty database with a large made-up world, to measure with. If it is interrupted, the next run continues.',
)
  .usage('--links 1000000 [--entries 100000] [--seed 4711]')
  .requiredOption('--links <count>', 'links between users and accounts; all else is in proportion', links)
  .option('--entries <count>', 'signed entries of the audit log, over a year', wholeNumber, 0)
  .option('--seed <number>', 'another number makes another world', wholeNumber);

/** A database in use must not even be migrated by this command. */
async function demandUnusedBeforeMigrating(url: string): Promise<void> {
  let problem: Error | undefined;
  await withConnection(url, (client) =>
    demandUnused(client).catch((error: Error) => {
      problem = error;
    }),
  ).catch(() => {
    // What is wrong with the server is found out and said when the database is prepared.
  });
  if (problem) throw new UserError(problem.message);
}

/** `npm run db:seed`: fills the empty database that DATABASE_URL names. */
export async function run(args: string[]): Promise<number> {
  const wanted = command.parse(args, { from: 'user' }).opts<{
    links: number;
    entries: number;
    seed?: number;
  }>();
  return supervise(async (lifecycle) => {
    const settings = readSettings();
    if (settings.isDemo) {
      throw new UserError(
        'DATABASE_URL is not set, and the embedded database has the demo world. Create an empty database on a PostgreSQL server, set DATABASE_URL to it, and run this again.',
      );
    }
    await demandUnusedBeforeMigrating(settings.env.DATABASE_URL);
    const url = await findConsoleDatabase(settings, lifecycle);
    // The audit log is signed with AUDIT_KEY.
    Object.assign(process.env, toProcessEnv({ ...settings.env, DATABASE_URL: url }));
    const { signal } = lifecycle;
    const labels = {
      doing: `Filling the database ${new URL(url).pathname.slice(1)}`,
      done: `${wanted.links.toLocaleString('en')} links, with all that belongs to them, are there,`,
    };
    await step(labels, () =>
      withConnection(url, (client) => fillBigWorld(client, wanted, { signal, ...showFilling() })),
    ).catch((error: Error) => {
      if (signal.aborted) console.log('  Run the same command again to continue.');
      throw error.name === 'Error' ? new UserError(error.message) : error;
    });
    return 0;
  }, 130);
}
