import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { accountHandles } from '../accounts/list';
import { idFilter, yesFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { joinedThing } from '../lists/joined-thing';
import { everyRow } from '../lists/names';
import { signInFilter, whereSignIn } from '../lists/sign-in-filter';
import { userNames } from '../users/list';
import { otherUsers } from './find';
import type { AccountLinkRow } from './types';

const userOf = joinedThing(userNames, 'l.user', 'user');
const accountOf = joinedThing(accountHandles, 'l.account', 'account');

/** The user is the only one of the account who can sign in, by the number that triggers keep. */
const isOnlyUser = Prisma.sql`u.email_verified AND l.account_id IN (
  SELECT kept.account_id FROM account_users kept WHERE kept.able = 1)`;

/** Links between users and accounts. */
export const listAccountLinks = defineList({
  call: 'ListAccountLinks',
  permission: 'account-links:read',
  filters: z.object({
    user: idFilter,
    account: idFilter,
    oms: idFilter,
    isOnly: yesFilter,
    isDefault: yesFilter,
    signIn: signInFilter,
  }),
  sorts: {
    user: { keys: [userOf.key, accountOf.id] },
    account: { keys: [accountOf.key, userOf.id] },
  },
  select: Prisma.sql`
    l.user_id AS "userId", u.user_name AS "userName", l.account_id AS "accountId", a.handle AS "accountHandle",
    l.oms_id AS "omsId", m.name AS "omsName",
    coalesce(u.default_account_id = l.account_id, FALSE) AS "isDefault", NOT u.email_verified AS "signInBlocked",
    ${otherUsers.able} AS "otherUsers"`,
  from: (join) => Prisma.sql`
    user_accounts l ${join} users u ON u.id = l.user_id ${join} accounts a ON a.id = l.account_id
    ${join} omses m ON m.id = l.oms_id`,
  rowId: [userOf.id.sql, accountOf.id.sql],
  scope: everyRow,
  where: ({ user, account, oms, isOnly, isDefault, signIn }, actor) => [
    optionalFilter(user, (id) => Prisma.sql`l.user_id = ${id}`),
    optionalFilter(account, (id) => Prisma.sql`l.account_id = ${id}`),
    optionalFilter(oms, (id) => Prisma.sql`l.oms_id = ${id}`),
    optionalFilter(isOnly, () => isOnlyUser),
    optionalFilter(isDefault, () => Prisma.sql`u.default_account_id = l.account_id`),
    whereSignIn(signIn, actor, Prisma.sql`NOT u.email_verified`),
  ],
  search: [userOf, accountOf],
  toRow: (row: AccountLinkRow) => row,
});
