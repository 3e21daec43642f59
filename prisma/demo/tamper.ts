import type { PrismaClient } from '../generated/client';

/** An entry as it was, before tamper changed it. */
export interface Tampered {
  seq: bigint;
  actorName: string;
  target: string;
}

/** The user whom the changed entry names as its actor afterwards. */
export const BLAMED = 'superuser';

/**
 * Changes who made one change in the audit log, as someone with full access to the database could: triggers
 * are switched off, and the signature stays as it was. It picks the newest entry in the older half of the log
 * that was done by someone else.
 *
 * @param db as a user of the database who may switch off triggers
 * @returns the entry as it was, or null when there is none to change
 */
export async function tamper(db: PrismaClient): Promise<Tampered | null> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    const [entry] = await tx.$queryRaw<Tampered[]>`
      SELECT seq, actor_name AS "actorName", target FROM audit_entries
      WHERE outcome = 'done' AND actor_name <> ${BLAMED} AND seq <= (SELECT (seq + 1) / 2 FROM audit_head)
      ORDER BY seq DESC LIMIT 1`;
    if (!entry) return null;
    await tx.$executeRaw`
      UPDATE audit_entries SET actor_name = ${BLAMED}, actor_id = (SELECT id FROM users WHERE user_name = ${BLAMED})
      WHERE seq = ${entry.seq}`;
    return entry;
  });
}
