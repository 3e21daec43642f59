import type { StoredPermission } from '../call/permissions';
import type { RoleName } from '../companies/types';
import type { OpenSession } from '../sessions/types';

/** A user as AuthenticateUser returns them. */
export interface OwnUserReply {
  userId: number;
  userName: string;
  email: string;
  emailVerified: boolean;
  /** The default account, or 0. */
  accountId: number;
  /** That account's OMS, or 0. */
  omsId: number;
  /** Always false: there is no second factor yet. */
  use2FA: boolean;
}

/** A user as GetUserInfo returns them, never with a password hash. */
export interface UserReply extends OwnUserReply {
  /** Whether sign-ins under this name must wait, from at least one browser or address. */
  locked: boolean;
  /** The newest failed sign-in, ISO 8601, UTC. Null when not locked. */
  lockedTime: string | null;
  /** Failed sign-ins under this name in the last 15 minutes. */
  numberOfFailedAttempt: number;
}

/** A person as GetUsers returns them, with the keys of the APAD documents. */
export interface PersonReply {
  Permissions: string[];
  /** One object for each company, with the company's name as its only key. */
  RoleNamesByCompanyName: Record<string, string[]>[];
  UserName: string;
  /** Empty for a CoAdmin, who may not see it. */
  Email: string;
  /** The user's id. */
  ExternalId: number;
}

/** The first rows of one kind of access, and their number: at most 1,001, which means more than 1,000. */
interface Holdings<Row> {
  rows: Row[];
  count: number;
}

/** Who else has the same access. */
export interface SharedAccess {
  /** Others who can use it, at most 100; all others if the actor may not know who can sign in. */
  others: number;
  /** Whether there are any others, even if none of them can use it. */
  hasOthers: boolean;
}

/** How much of each kind of a person's access an actor sees. It depends on the actor's rights alone. */
export interface ShownParts {
  omses: 'all' | 'none';
  accounts: 'all' | 'none';
  roles: 'all' | 'own companies' | 'none';
  permissions: 'all' | 'Operator' | 'none';
  /** Whether the person can sign in. */
  signIn: 'all' | 'none';
  sessions: 'all' | 'none';
  /** Audit entries about the person: all, or those by the actor and about what the actor manages. */
  history: 'all' | 'own';
}

/** One person and all the access they still have. A part that the actor may not see is null. */
export interface Person {
  userId: number;
  userName: string;
  email: string | null;
  /** Whether sign-in is blocked. */
  isBlocked: boolean | null;
  signIn: { hasPassword: boolean; isLocked: boolean; failedSignIns: number } | null;
  permissions: StoredPermission[] | null;
  /** The person's name as an operator, if they have ever been one. */
  operatorName: string | null;
  omses: Holdings<SharedAccess & { omsId: number; omsName: string; isDefault: boolean }> | null;
  accounts: Holdings<
    SharedAccess & { accountId: number; accountHandle: string; omsName: string; isDefault: boolean }
  > | null;
  roles: Holdings<SharedAccess & { role: RoleName; companyId: number; companyName: string }> | null;
  sessions: OpenSession[] | null;
  /** The newest sign-in, ISO 8601, UTC; null if it is not known or not shown. */
  lastSignInAt: string | null;
  shown: ShownParts;
  /** Whether no other SUPERUSER can sign in, so that this one must stay; false for actors who are none. */
  isLastSuperuser: boolean;
  /** What the actor may remove or change. */
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

/** A person in the list of people. What the actor may not see is null; each count is at most 100, which means 100 or more. */
export interface UserRow {
  id: number;
  name: string;
  /** The name as an operator, if the person has ever been one, and whether they have the permission now. */
  operatorName: string | null;
  isOperator: boolean | null;
  isBlocked: boolean | null;
  omses: number | null;
  accounts: number | null;
  /** In companies that the actor manages. */
  roles: number | null;
  /** The permissions besides Operator. */
  permissions: StoredPermission[] | null;
  /** When the newest session that is still known began: ISO 8601, UTC. */
  lastSignIn: string | null;
}
