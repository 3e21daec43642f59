import { database } from '@/prisma/client';
import { requireRow, type Tx } from '../call/transaction';
import { readSignInLock } from '../sign-in/read-lock';
import type { OwnUserReply, UserReply } from './types';

/** Reads a user in the form that the user gets about themselves. */
export async function readOwnUser(userId: number, tx: Tx = database()): Promise<OwnUserReply> {
  const [user] = await tx.$queryRaw<OwnUserReply[]>`
    SELECT u.id AS "userId", u.user_name AS "userName", u.email, u.email_verified AS "emailVerified",
      coalesce(a.id, 0) AS "accountId", coalesce(a.oms_id, 0) AS "omsId", FALSE AS "use2FA"
    FROM users u LEFT JOIN accounts a ON a.id = u.default_account_id WHERE u.id = ${userId}`;
  return requireRow(user);
}

/** Reads a user with the state of their sign-in. */
export async function readUser(tx: Tx, userId: number): Promise<UserReply> {
  const user = await readOwnUser(userId, tx);
  const { isLocked, newest, count } = await readSignInLock(tx, user.userName);
  return {
    ...user,
    locked: isLocked,
    lockedTime: isLocked ? newest : null,
    numberOfFailedAttempt: count,
  };
}
