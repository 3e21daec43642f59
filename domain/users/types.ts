/** A user as AuthenticateUser gives him to himself. */
export interface OwnUserReply {
  userId: number;
  userName: string;
  email: string;
  emailVerified: boolean;
  /** His default account, 0 without one. */
  accountId: number;
  /** That account's OMS, 0 without one. */
  omsId: number;
  /** False until there are second factors. */
  use2FA: boolean;
}

/** A user as GetUserInfo gives him: never a password's hash. */
export interface UserReply extends OwnUserReply {
  /** Whether sign-ins under his name have to wait, from one address at least. */
  locked: boolean;
  /** ISO 8601, UTC: the newest failure of those that lock. Null when not locked. */
  lockedTime: string | null;
  /** Failed sign-ins under his name in the last quarter of an hour. */
  numberOfFailedAttempt: number;
}

/** A person as GetUsers gives him, in the keys of the APAD documents. */
export interface PersonReply {
  Permissions: string[];
  /** One object for each company, with its name as the only key. */
  RoleNamesByCompanyName: Record<string, string[]>[];
  UserName: string;
  Email: string;
  /** The user's id. */
  ExternalId: number;
}
