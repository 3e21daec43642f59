import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';

/** Rows at once: far fewer than a statement's time limit allows. */
const BATCH = 1_000;

const PURGED = [
  // A session that has ended names an address and a browser; the audit log keeps its own record.
  { table: 'sessions', isOld: `least(ended_at, expires_at) < now() - interval '30 days'` },
  // Locks look back a quarter of an hour.
  { table: 'sign_in_failures', isOld: `at < now() - interval '1 day'` },
];

/**
 * Deletes sessions that ended or expired more than 30 days ago, and failed sign-ins of more than a day ago.
 * Several processes may do it at once.
 *
 * @returns how many rows it deleted
 */
export async function purgeOldSessions(): Promise<number> {
  let deleted = 0;
  for (const { table, isOld } of PURGED) {
    const statement = Prisma.raw(`
      DELETE FROM ${table} WHERE id IN (
        SELECT id FROM ${table} WHERE ${isOld} LIMIT ${BATCH})`);
    for (let count = BATCH; count === BATCH; deleted += count)
      count = await database().$executeRaw(statement);
  }
  return deleted;
}
