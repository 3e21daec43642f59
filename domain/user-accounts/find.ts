import { Prisma } from '@/prisma/generated/client';
import { type IdOrName, isNamed, requireSingle } from '../call/id-or-name';
import { inTurn, NO_ROW } from '../call/in-turn';
import { NO_LOCK, type RowLock } from '../call/row-lock';
import type { Tx } from '../call/transaction';
import {
  COUNTED_OTHERS,
  isNotBlocked,
  type Others,
  othersOf,
  requireUser,
  type User,
  userNamed,
} from '../users/find';
import { accountNaming, type LinkRequest, userNaming } from './request';

export interface Account {
  id: number;
  handle: string;
  omsId: number;
}

const columns = { id: Prisma.sql`id`, name: Prisma.sql`handle` };

const accountNamed = (naming: IdOrName, lock: RowLock) => Prisma.sql`
  SELECT id, handle, oms_id AS "omsId" FROM accounts WHERE ${isNamed(columns, naming)} ${lock}`;

/** A user and an account, linked or not, and what was read about the others of both. */
interface Ends<Around> {
  account: Account;
  user: User;
  isLinked: boolean;
  around: Around | undefined;
}

/**
 * Finds a user, an account and the link between them, in the lock order of ARCHITECTURE.md and in one round trip.
 *
 * @param about a query for more, from the ids of both
 * @throws Refusal 104 when there is no such account or user, or id and name identify different ones
 */
export async function findEnds<Around extends object = never>(
  tx: Tx,
  { request, lock }: { request: LinkRequest; lock: RowLock },
  about: (ids: { account: Prisma.Sql; user: Prisma.Sql }) => Prisma.Sql = () => NO_ROW,
): Promise<Ends<Around>> {
  const [ofAccount, ofUser] = [accountNaming(request), userNaming(request)];
  const ids = {
    account: Prisma.sql`(SELECT id FROM (${accountNamed(ofAccount, NO_LOCK)}) named)`,
    user: Prisma.sql`(SELECT id FROM (${userNamed(ofUser, NO_LOCK)}) named)`,
  };
  const [accounts, users, links, around] = await inTurn<[Account, User, object, Around]>(tx, [
    accountNamed(ofAccount, lock),
    userNamed(ofUser, lock),
    Prisma.sql`SELECT 1 AS found FROM user_accounts WHERE user_id = ${ids.user} AND account_id = ${ids.account} ${lock}`,
    about(ids),
  ]);
  const account = requireSingle(accounts, 'account', ofAccount);
  const user = requireUser(users, ofUser);
  return { account, user, isLinked: links.length > 0, around: around[0] };
}

/** The other users of the account of a link `l`. Those who can sign in are counted by the number that triggers keep. */
export const otherUsers: Others = {
  ...othersOf(
    Prisma.sql`user_accounts x WHERE x.account_id = l.account_id AND x.user_id <> l.user_id`,
    isNotBlocked(Prisma.sql`x.user_id`),
  ),
  able: Prisma.sql`coalesce((
    SELECT least(${COUNTED_OTHERS}::int, kept.able - (${isNotBlocked(Prisma.sql`l.user_id`)})::int)
    FROM account_users kept WHERE kept.account_id = l.account_id), 0)`,
};
