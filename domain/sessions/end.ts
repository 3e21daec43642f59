import { database } from '@/prisma/client';
import type { Door } from '../call/actor';
import type { Tx } from '../call/transaction';
import { IDLE_AT } from './alive';
import { hashSecret } from './secret';

/**
 * Ends a session for good. A session that has already ended stays unchanged.
 *
 * @param door where the session was opened. It is valid only there.
 */
export async function endSession(secret: string, door: Door): Promise<void> {
  await database().session.updateMany({
    where: { secretHash: hashSecret(secret), door, endedAt: null },
    data: { endedAt: new Date() },
  });
}

/**
 * Ends a user's sessions, at console and gateway.
 *
 * @param id which sessions, by public id; all by default
 * @returns how many of them were open, not counting those idle for too long
 */
export async function endSessionsOf(
  tx: Tx,
  userId: number,
  id: { only?: string; not?: string } = {},
): Promise<number> {
  const { only = null, not = null } = id;
  const ended = await tx.$queryRaw<{ wasAlive: boolean }[]>`
    UPDATE sessions s SET ended_at = now()
    WHERE s.user_id = ${userId} AND s.ended_at IS NULL AND s.expires_at > now()
      AND (${only}::uuid IS NULL OR s.id = ${only}::uuid) AND s.id IS DISTINCT FROM ${not}::uuid
    RETURNING ${IDLE_AT} > now() AS "wasAlive"`;
  return ended.filter(({ wasAlive }) => wasAlive).length;
}
