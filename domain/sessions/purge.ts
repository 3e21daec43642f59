import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';

/** Rows per statement: far fewer than its time limit allows. */
const BATCH = 1_000;

const PURGED = [
  // An ended session holds an address and a browser. The audit log keeps its own record.
  { table: 'sessions', isOld: `least(ended_at, expires_at) < now() - interval '30 days'` },
  // Sign-in locks only look at the last 15 minutes.
  { table: 'sign_in_failures', isOld: `at < now() - interval '1 day'` },
];

/**
 * Deletes sessions that ended or expired more than 30 days ago, and failed sign-ins older than a day. Several
 * processes may do so at once.
 *
 * @returns the number of deleted rows
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
