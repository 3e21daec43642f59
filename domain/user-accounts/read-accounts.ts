import { database } from '@/prisma/client';
import { NO_LOCK } from '../call/row-lock';
import { enforceRowLimit, ROWS_ASKED } from '../lists/row-limit';
import { findOms } from '../operators/find';
import { findUser } from '../users/find';
import type { UserAccountReply } from './types';

/** The accounts that a user is linked to, by id, on one OMS or on all. */
export async function readAccounts(asked: {
  omsId?: number | undefined;
  userId?: number | undefined;
  userName?: string | undefined;
}): Promise<UserAccountReply[]> {
  const { omsId, userId, userName } = asked;
  if (omsId !== undefined) await findOms(database(), omsId, NO_LOCK);
  const user = await findUser(database(), { id: userId, name: userName }, NO_LOCK);
  const rows = await database().$queryRaw<UserAccountReply[]>`
    SELECT a.oms_id AS "OMSID", a.id AS "AccountId", a.handle AS "AccountName", a.handle AS "AccountHandle"
    FROM user_accounts l JOIN accounts a ON a.id = l.account_id
    WHERE l.user_id = ${user.id} AND a.oms_id = coalesce(${omsId ?? null}, a.oms_id)
    ORDER BY a.id LIMIT ${ROWS_ASKED}`;
  return enforceRowLimit(rows, 'Ask for the accounts on one OMS.');
}
