import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '../call/transaction';
import { isoTime } from '../values/iso-time';
import { IS_ALIVE } from './alive';
import { deviceOf } from './device';
import { MAX_SESSIONS, type OpenSession } from './types';

type Row = Omit<OpenSession, 'device'> & { userAgent: string | null };

/** A user's open sessions, at console and gateway, the most recently used first; at most 100. */
export async function readOpenSessions(tx: Tx, userId: number): Promise<OpenSession[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id::text, s.door::text, s.address, s.user_agent AS "userAgent", 
      ${isoTime(Prisma.sql`s.created_at`)} AS "createdAt", ${isoTime(Prisma.sql`s.last_seen_at`)} AS "lastSeenAt"
    FROM sessions s WHERE s.user_id = ${userId} AND ${IS_ALIVE}
    ORDER BY s.last_seen_at DESC, s.id LIMIT ${MAX_SESSIONS}`;
  return rows.map(({ userAgent, ...session }) => ({ ...session, device: deviceOf(userAgent) }));
}
