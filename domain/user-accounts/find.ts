import { Prisma } from '@/prisma/generated/client';
import { type IdOrName, isNamed, requireSingle } from '../call/id-or-name';
import type { RowLock } from '../call/row-lock';
import type { Tx } from '../call/transaction';
import { isNotBlocked, othersOf } from '../users/find';

export interface Account {
  id: number;
  handle: string;
  omsId: number;
}

const columns = { id: Prisma.sql`id`, name: Prisma.sql`handle` };

/**
 * Finds an account by id, handle or both.
 *
 * @throws Refusal 104 when there is no such account, or id and handle identify different accounts
 */
export async function findAccount(tx: Tx, naming: IdOrName, lock: RowLock): Promise<Account> {
  const rows = await tx.$queryRaw<Account[]>`
    SELECT id, handle, oms_id AS "omsId" FROM accounts WHERE ${isNamed(columns, naming)} ${lock}`;
  return requireSingle(rows, 'account', naming);
}

/** The other users of the account of a link `l`. */
export const otherUsers = othersOf(
  Prisma.sql`user_accounts x WHERE x.account_id = l.account_id AND x.user_id <> l.user_id`,
  isNotBlocked(Prisma.sql`x.user_id`),
);
