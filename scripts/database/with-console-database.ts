import type { Env } from '@/env';
import { createDatabase } from '@/prisma/client';
import type { PrismaClient } from '@/prisma/generated/client';
import { type Lifecycle, supervise } from '../servers/supervise';
import { runningConsole, takeConsoleLock } from '../setup/console-lock';
import { readSettings, type Settings } from '../setup/settings';
import { UserError } from '../setup/user-error.mjs';
import { findEmbedded } from './embedded';
import { prepareDatabase } from './prepare-database';

/**
 * Runs a command on the console's database: the one that DATABASE_URL names, or the embedded one, which is
 * started unless a console already runs it.
 *
 * @param work gets the migrated database and the settings
 * @param connections how many `work` uses at once
 * @returns exit code
 * @throws UserError when the database can't be used, or with the message of a plain Error that `work` throws
 */
export function withConsoleDatabase(
  work: (db: PrismaClient, env: Env) => Promise<void>,
  connections = 1,
): Promise<number> {
  return supervise(async (lifecycle) => {
    const settings = readSettings();
    const env = { ...settings.env, DATABASE_URL: await findConsoleDatabase(settings, lifecycle) };
    const db = createDatabase(env.DATABASE_URL, connections, env.DATABASE_TIME_LIMIT_MS);
    lifecycle.atEnd(() => db.$disconnect());
    await work(db, env).catch((error: Error) => {
      throw error.name === 'Error' ? new UserError(error.message) : error;
    });
    return 0;
  }, 130);
}

/**
 * Finds the console's database. Starts the embedded one, until the end of `lifecycle`, unless a console
 * already runs it.
 *
 * @returns connection string of the migrated database
 * @throws UserError when the database can't be used
 */
export async function findConsoleDatabase(settings: Settings, lifecycle: Lifecycle): Promise<string> {
  if (settings.isDemo && runningConsole()) {
    const url = await findEmbedded();
    if (url) return url;
    throw new UserError('The console of this checkout is still starting. Try again when it answers.');
  }
  // No console may start on the embedded server, since this command stops that server.
  if (settings.isDemo) lifecycle.atEnd(takeConsoleLock().release);
  return (await prepareDatabase(settings, lifecycle)).DATABASE_URL;
}
