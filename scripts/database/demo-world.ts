import { createDatabase } from '@/prisma/client';
import { seedDemoWorld } from '@/prisma/seed';
import { withConnection } from './connection';

/**
 * @param url connection string of a migrated database
 * @returns whether nobody is in it yet
 */
export async function isEmptyWorld(url: string): Promise<boolean> {
  const found = await withConnection(url, (client) => client.query('SELECT FROM users LIMIT 1'));
  return found.rows.length === 0;
}

/** Many rows in one statement take their time on a slow machine. */
const STATEMENT_MS = 60_000;

/** Puts the demo world into a migrated, empty database: all of it or nothing. */
export async function makeDemoWorld(url: string): Promise<void> {
  const db = createDatabase(url, 1, STATEMENT_MS);
  try {
    await seedDemoWorld(db);
  } finally {
    await db.$disconnect();
  }
}
