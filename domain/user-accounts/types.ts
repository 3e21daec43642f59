/** One link between a user and an account, as the list shows it. */
export interface AccountLinkRow {
  userId: number;
  userName: string;
  accountId: number;
  accountHandle: string;
  omsId: number;
  omsName: string;
  /** Whether it is the user's default account. */
  isDefault: boolean;
  /** Whether the user's sign-in is blocked. */
  signInBlocked: boolean;
  /** Other users of the account who can sign in, at most 100. */
  otherUsers: number;
}

/** `no_user_can_sign_in`: there are other users, and the sign-in of all of them is blocked. */
export type UserAccountWarning = 'default_account' | 'last_user' | 'no_user_can_sign_in';

/** The facts that a dialog shows before it unlinks a user from an account. */
export interface UserAccountFacts {
  userId: number;
  userName: string;
  accountId: number;
  accountHandle: string;
  isDefault: boolean;
  /** The number of accounts the user still has afterwards, and of the account's other users who can sign in. */
  otherAccounts: number;
  otherUsers: number;
  warnings: UserAccountWarning[];
}

/** An account that a user is linked to, as GetUserAccountInfos returns it. */
export interface UserAccountReply {
  OMSID: number;
  AccountId: number;
  /** The handle: accounts have no other name. */
  AccountName: string;
  AccountHandle: string;
}
