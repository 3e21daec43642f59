import type { Tx } from '../database';
import { IS_ALIVE } from './alive';
import { deviceOf } from './device';
import { MOST_SESSIONS, type OpenSession } from './types';

type Row = Pick<OpenSession, 'id' | 'door' | 'address'> & {
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};

/**
 * The sessions of a user that are open, at both doors, those used last first; no more than 100.
 *
 * @param tx the transaction, or the database
 * @param userId whose
 */
export async function readOpenSessions(tx: Tx, userId: number): Promise<OpenSession[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id::text, s.door::text, s.address, s.user_agent AS "userAgent", s.created_at AS "createdAt",
      s.last_seen_at AS "lastSeenAt"
    FROM sessions s WHERE s.user_id = ${userId} AND ${IS_ALIVE}
    ORDER BY s.last_seen_at DESC, s.id LIMIT ${MOST_SESSIONS}`;
  return rows.map(({ userAgent, createdAt, lastSeenAt, ...session }) => ({
    ...session,
    device: deviceOf(userAgent),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
}
