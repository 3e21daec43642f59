import type { Env } from '@/env';
import { createDatabase } from '@/prisma/client';
import type { PrismaClient } from '@/prisma/generated/client';
import { type Life, supervise } from '../servers/supervise';
import { runningConsole, takeConsoleLock } from '../setup/console-lock';
import { readSettings, type Settings } from '../setup/settings';
import { UserError } from '../setup/user-error.mjs';
import { findEmbedded } from './embedded';
import { prepareDatabase } from './prepare-database';

/**
 * Does work on the console's database: the one that DATABASE_URL names, or the embedded one, which is started for
 * it unless a console has it running.
 *
 * @param work gets the migrated database and its settings; an Error that it throws is shown by its message
 * @param connections how many it uses at once
 * @returns exit code
 * @throws UserError when the database can't be used, or with the words of the work's Error
 */
export function withConsoleDatabase(
  work: (db: PrismaClient, env: Env) => Promise<void>,
  connections = 1,
): Promise<number> {
  return supervise(async (life) => {
    const settings = readSettings();
    const env = { ...settings.env, DATABASE_URL: await findConsoleDatabase(settings, life) };
    const db = createDatabase(env.DATABASE_URL, connections, env.DATABASE_TIME_LIMIT_MS);
    life.atEnd(() => db.$disconnect());
    await work(db, env).catch((error: Error) => {
      throw error.name === 'Error' ? new UserError(error.message) : error;
    });
    return 0;
  }, 130);
}

/**
 * Finds the console's database, and starts the embedded one unless a console has it running.
 *
 * @param settings as read from the environment
 * @param life stops what was started
 * @returns connection string of the migrated database
 * @throws UserError when the database can't be used
 */
export async function findConsoleDatabase(settings: Settings, life: Life): Promise<string> {
  if (settings.isDemo && runningConsole()) {
    const url = await findEmbedded();
    if (url) return url;
    throw new UserError('The console of this checkout is just starting: try again when it answers.');
  }
  // Keeps a console from starting on the embedded server that is ours to stop.
  if (settings.isDemo) life.atEnd(takeConsoleLock().release);
  return (await prepareDatabase(settings, life)).DATABASE_URL;
}
