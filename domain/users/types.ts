import type { StoredPermission } from '../call/permissions';
import type { RoleName } from '../company-roles/types';
import type { OpenSession } from '../sessions/types';

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
  /** Empty for a CoAdmin who may not know it. */
  Email: string;
  /** The user's id. */
  ExternalId: number;
}

/** A user to choose. */
export interface PersonOption {
  id: number;
  name: string;
}

/**
 * The first of what somebody holds, and how much there is: at most 1,001, which stands for more than 1,000.
 */
interface Holdings<Row> {
  rows: Row[];
  count: number;
}

/** One person and everything he can still do. A part that is not the viewer's to see is null. */
export interface Person {
  userId: number;
  userName: string;
  email: string | null;
  /** Whether he is kept from signing in. */
  isBlocked: boolean | null;
  signIn: { hasPassword: boolean; isLocked: boolean; failedSignIns: number } | null;
  permissions: StoredPermission[] | null;
  /** What he is called as an operator, if he has ever been one. */
  operatorName: string | null;
  omses: Holdings<{ omsId: number; omsName: string; isDefault: boolean }> | null;
  accounts: Holdings<{
    accountId: number;
    accountHandle: string;
    omsName: string;
    isDefault: boolean;
  }> | null;
  roles: Holdings<{ role: RoleName; companyId: number; companyName: string }> | null;
  sessions: OpenSession[] | null;
  /** What the viewer may take from him, or give back. */
  may: {
    removeOmses: boolean;
    removeAccounts: boolean;
    removeRoles: boolean;
    revoke: StoredPermission[];
    changeSignIn: boolean;
    unlock: boolean;
    endSessions: boolean;
  };
}
