import { type Env, env } from '@/env';
import { createDatabase } from '@/prisma/client';
import { toProcessEnv } from '../setup/settings';
import { withConnection } from './connection';

/** Returns whether a migrated database has no users yet. */
export async function isEmptyWorld(url: string): Promise<boolean> {
  const found = await withConnection(url, (client) => client.query('SELECT FROM users LIMIT 1'));
  return found.rows.length === 0;
}

/** A statement that inserts many rows takes long on a slow machine. */
const STATEMENT_MS = 60_000;

/**
 * Inserts the demo world with its audit log into a migrated, empty database, in one transaction, and then
 * writes the checkpoints of that audit log.
 *
 * @param settings of the console, with the address of the database
 */
export async function makeDemoWorld(settings: Env): Promise<void> {
  // Every start of the console loads this file, but only the first one needs all operations.
  const { seedDemoWorld } = await import('@/prisma/seed');
  const { addCheckpoints } = await import('@/server/checkpoints');
  const db = createDatabase(settings.DATABASE_URL, 1, STATEMENT_MS);
  try {
    await withSettings(settings, async () => {
      await addCheckpoints(await seedDemoWorld(db));
    });
  } finally {
    await db.$disconnect();
  }
}

/**
 * Runs operations with these settings, which they read from the environment. The environment is as before
 * afterwards, since other processes that this one starts inherit it.
 */
async function withSettings(settings: Env, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, toProcessEnv(settings));
  try {
    if (env().AUDIT_KEY !== settings.AUDIT_KEY) {
      throw new Error('This process has read other settings before, and would sign with another key.');
    }
    await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
