import { database } from '@/prisma/client';
import type { Door } from '../actor';
import type { Tx } from '../database';
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
 * @returns how many there were
 */
export async function endSessionsOf(
  tx: Tx,
  userId: number,
  id: { only?: string; not?: string } = {},
): Promise<number> {
  const now = new Date();
  const { count } = await tx.session.updateMany({
    where: { id: { equals: id.only, not: id.not }, userId, endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now },
  });
  return count;
}
