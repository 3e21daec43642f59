import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '../call/transaction';
import { isoTime } from '../values/iso-time';
import { IS_ALIVE } from './alive';
import { deviceOf } from './device';
import { MOST_SESSIONS, type OpenSession } from './types';

type Row = Omit<OpenSession, 'device'> & { userAgent: string | null };

/**
 * The sessions of a user that are open, at both doors, those used last first; no more than 100.
 *
 * @param tx the transaction, or the database
 * @param userId whose
 */
export async function readOpenSessions(tx: Tx, userId: number): Promise<OpenSession[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id::text, s.door::text, s.address, s.user_agent AS "userAgent", 
      ${isoTime(Prisma.sql`s.created_at`)} AS "createdAt", ${isoTime(Prisma.sql`s.last_seen_at`)} AS "lastSeenAt"
    FROM sessions s WHERE s.user_id = ${userId} AND ${IS_ALIVE}
    ORDER BY s.last_seen_at DESC, s.id LIMIT ${MOST_SESSIONS}`;
  return rows.map(({ userAgent, ...session }) => ({ ...session, device: deviceOf(userAgent) }));
}
