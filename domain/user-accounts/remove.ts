import type { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { refuse, type StandardResponse, SUCCESS } from '../call/errors';
import { inTurn } from '../call/in-turn';
import { defineRemoval } from '../call/removal';
import { requireRow } from '../call/transaction';
import { defineUndo } from '../call/undo';
import { isNotBlocked, type User } from '../users/find';
import { addUserAccount } from './add';
import { linkState, stateOf, targetOf } from './audit-view';
import { type Account, findEnds } from './find';
import { describeLink, type LinkRequest, linkRequest, userNaming } from './request';
import type { UserAccountFacts, UserAccountWarning } from './types';

/** What remains around the link. */
interface Around {
  otherAccounts: number;
  /** The account's other users who can sign in. */
  otherUsers: number;
  /** Whether the account has other users, even if their sign-in is blocked. */
  hasOthers: boolean;
}

interface Found extends Around {
  account: Account;
  user: User;
  isDefault: boolean;
}

/**
 * RemoveUserAccount: unlinks a user from an account. Neither of them is ever deleted. If it was the user's
 * default account, they have no default afterwards.
 */
export const removeUserAccount = defineRemoval<
  LinkRequest,
  Found,
  UserAccountFacts,
  z.output<typeof linkState>,
  StandardResponse
>({
  call: 'RemoveUserAccount',
  permission: 'user-account:remove',
  request: linkRequest,
  describe: describeLink,
  subject: userNaming,

  async find(tx, { request, lock }) {
    const ends = await findEnds<Around>(tx, { request, lock }, (ids) => {
      const others = Prisma.sql`user_accounts l WHERE account_id = ${ids.account} AND user_id <> ${ids.user}`;
      return Prisma.sql`
        SELECT (SELECT count(*)::int FROM user_accounts WHERE user_id = ${ids.user} AND account_id <> ${ids.account})
                 AS "otherAccounts",
               (SELECT count(*)::int FROM ${others} AND ${isNotBlocked(Prisma.sql`l.user_id`)}) AS "otherUsers",
               EXISTS (SELECT FROM ${others}) AS "hasOthers"`;
    });
    const { account, user, isLinked, around } = ends;
    if (!isLinked) {
      refuse(
        'not_found',
        `${user.userName} (user ${user.id}) is not linked to account ${account.id}, ${account.handle}: already removed, or never linked.`,
      );
    }
    return { account, user, isDefault: user.defaultAccountId === account.id, ...requireRow(around) };
  },

  facts: ({ account, user, isDefault, otherAccounts, otherUsers, hasOthers }) => ({
    userId: user.id,
    userName: user.userName,
    accountId: account.id,
    accountHandle: account.handle,
    isDefault,
    otherAccounts,
    otherUsers,
    warnings: [
      ...(isDefault ? ['default_account' as const] : []),
      ...(hasOthers ? [] : ['last_user' as const]),
      ...(hasOthers && otherUsers === 0 ? ['no_user_can_sign_in' as const] : []),
    ] satisfies UserAccountWarning[],
  }),

  factsOnWhatRemains: ['otherAccounts', 'otherUsers'],
  target: targetOf,

  guard: () => null,

  async remove(tx, { account, user, isDefault }) {
    // The database requires a default account to be one of the user's links, so clear the default first.
    const clearing = Prisma.sql`UPDATE users SET default_account_id = NULL WHERE id = ${user.id} RETURNING id`;
    const removing = Prisma.sql`
      DELETE FROM user_accounts WHERE user_id = ${user.id} AND account_id = ${account.id} RETURNING user_id`;
    await inTurn<object[]>(tx, isDefault ? [clearing, removing] : [removing]);
    return SUCCESS;
  },

  before: (found) => stateOf(found, found.isDefault),
  after: () => null,

  undo: defineUndo({
    state: linkState,
    mutation: addUserAccount,
    request: ({ before: { accountId, userId } }) => ({ accountId, userId }),
  }),
});
