import { z } from 'zod';
import type { Target } from '../call/audit/write';
import type { User } from '../users/find';
import type { Account } from './find';

interface Link {
  account: Account;
  user: Pick<User, 'id' | 'userName'>;
}

/** The target of an audit entry about a link. */
export const targetOf = ({ account, user }: Link): Target => ({
  words: `${user.userName} (user ${user.id}) · ${account.handle} (account ${account.id})`,
  subjectUserId: user.id,
  accountId: account.id,
  omsId: account.omsId,
});

/** A link as audit entries store it. */
export const linkState = z.object({
  accountId: z.int(),
  accountHandle: z.string(),
  userId: z.int(),
  userName: z.string(),
  isDefaultAccount: z.boolean(),
});

export const stateOf = ({ account, user }: Link, isDefaultAccount: boolean): z.output<typeof linkState> => ({
  accountId: account.id,
  accountHandle: account.handle,
  userId: user.id,
  userName: user.userName,
  isDefaultAccount,
});
