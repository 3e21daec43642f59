import { createDatabase } from '@/prisma/client';
import { seedDemoWorld } from '@/prisma/seed';
import { withConnection } from './connection';

/** Returns whether a migrated database has no users yet. */
export async function isEmptyWorld(url: string): Promise<boolean> {
  const found = await withConnection(url, (client) => client.query('SELECT FROM users LIMIT 1'));
  return found.rows.length === 0;
}

/** A statement that inserts many rows takes long on a slow machine. */
const STATEMENT_MS = 60_000;

/** Inserts the demo world into a migrated, empty database, in one transaction. */
export async function makeDemoWorld(url: string): Promise<void> {
  const db = createDatabase(url, 1, STATEMENT_MS);
  try {
    await seedDemoWorld(db);
  } finally {
    await db.$disconnect();
  }
}
