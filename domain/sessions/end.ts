import { database } from '@/prisma/client';
import type { Door } from '../call/actor';
import type { Tx } from '../call/transaction';
import { IDLE_AT } from './alive';
import { hashSecret } from './secret';

/**
 * Ends a session for good. One that has ended already stays as it is.
 *
 * @param secret what its caller carries
 * @param door where he carries it: a session is known at the door where it was opened, and at no other
 */
export async function endSession(secret: string, door: Door): Promise<void> {
  await database().session.updateMany({
    where: { secretHash: hashSecret(secret), door, endedAt: null },
    data: { endedAt: new Date() },
  });
}

/**
 * Ends sessions of a user, at both doors.
 *
 * @param tx the transaction that makes it necessary
 * @param userId whose
 * @param id which of them by public id; all, unless said otherwise
 * @returns how many of them were still good, not counting those left idle for too long
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
