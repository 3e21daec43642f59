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

/** What is shown before a user is unlinked from an account. */
export interface UserAccountFacts {
  userId: number;
  userName: string;
  accountId: number;
  accountHandle: string;
  isDefault: boolean;
  /** Accounts the user still has afterwards, and users the account still has. */
  otherAccounts: number;
  otherUsers: number;
  warnings: UserAccountWarning[];
}

/** An account that a user is linked to, as GetUserAccountInfos gives it. */
export interface UserAccountReply {
  OMSID: number;
  AccountId: number;
  /** The handle: accounts have no other name. */
  AccountName: string;
  AccountHandle: string;
}
