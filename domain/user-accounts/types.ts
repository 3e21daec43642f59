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
  /** Other users of the account, at most 100. */
  otherUsers: number;
}

export type UserAccountWarning = 'default_account' | 'last_user';

/** The facts that a dialog shows before it unlinks a user from an account. */
export interface UserAccountFacts {
  userId: number;
  userName: string;
  accountId: number;
  accountHandle: string;
  isDefault: boolean;
  /** The number of accounts the user still has afterwards, and of users the account still has. */
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
