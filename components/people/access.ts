import type { OpenSession } from '@/domain/sessions/types';
import type { Person } from '@/domain/users/types';
import type { PlanItem } from '../plan/plan-item';
import { accountRemoval } from '../resources/account-links';
import { roleRemoval } from '../resources/company-roles';
import { counted } from '../resources/names';
import { operatorRemoval } from '../resources/operators';
import { PLACES } from '../resources/places';
import { logOff, permissionRevocation, signInBar } from '../resources/rights';

/** One thing that somebody can do, with what takes it from him, if the viewer may. */
export interface Access {
  key: string;
  name: string;
  id: number | null;
  note: string | null;
  /** The key of another thing with which it goes. */
  takenBy?: string;
  sessions?: OpenSession[];
  href: string | null;
  item: PlanItem | null;
}

/** The things of one kind that somebody can do. */
export interface AccessGroup {
  title: string;
  all: Access[];
  /** Those beyond what is told of here, and the list that has them. */
  more: { count: number; href: string } | null;
  /** Said when there are none. */
  none: string;
}

const access = (
  resource: PlanItem['resource'] | object,
  given: Omit<Access, 'item'> & {
    request: object;
    isOffered: boolean;
    words?: string;
    isRestorable?: boolean;
  },
): Access => {
  const { request, isOffered, words = given.name, isRestorable = false, ...shown } = given;
  const step = { key: given.key, name: words, request, isRestorable };
  const item = { ...step, resource: resource as PlanItem['resource'] };
  return { ...shown, item: isOffered ? item : null };
};

function moreOf({ count, rows }: { count: number; rows: unknown[] }, href: string): AccessGroup['more'] {
  return count > rows.length ? { count: count - rows.length, href } : null;
}

function omsesOf({ userId, omses, may }: Person): AccessGroup[] {
  if (!omses) return [];
  const all = omses.rows.map(({ omsId, omsName, isDefault }) =>
    access(operatorRemoval, {
      ...{ key: `oms ${omsId}`, name: omsName, id: omsId, href: PLACES.oms(omsId) },
      note: isDefault ? 'Default OMS' : null,
      request: { OperatorId: userId, OMSId: omsId },
      ...{ isOffered: may.removeOmses, isRestorable: true },
      words: `OMS ${omsId}, ${omsName}`,
    }),
  );
  const more = moreOf(omses, `/operators?user=${userId}`);
  return [{ title: 'OMSs', all, more, none: 'Manages no OMS.' }];
}

function accountsOf({ userId, accounts, may }: Person): AccessGroup[] {
  if (!accounts) return [];
  const all = accounts.rows.map(({ accountId, accountHandle, omsName, isDefault }) =>
    access(accountRemoval, {
      ...{ key: `account ${accountId}`, name: accountHandle, id: accountId },
      href: PLACES.account(accountId),
      note: isDefault ? `${omsName}, default account` : omsName,
      request: { accountId, userId },
      ...{ isOffered: may.removeAccounts, isRestorable: true },
      words: `Account ${accountId}, ${accountHandle}`,
    }),
  );
  const more = moreOf(accounts, `/account-links?user=${userId}`);
  return [{ title: 'Accounts', all, more, none: 'Is linked to no account.' }];
}

function rolesOf({ userId, userName, roles, may }: Person): AccessGroup[] {
  if (!roles) return [];
  const all = roles.rows.map(({ role, companyId, companyName }) =>
    access(roleRemoval, {
      ...{ key: `${role} ${companyId}`, name: companyName, id: companyId },
      ...{ href: PLACES.company(companyId), note: role },
      request: { companyName, roleName: role, userName },
      ...{ isOffered: may.removeRoles, isRestorable: true },
      words: `${role} of ${companyName}`,
    }),
  );
  const more = moreOf(roles, `/company-roles?user=${userId}`);
  return [{ title: 'Company roles', all, more, none: 'Holds no role in a company that you see.' }];
}

function permissionsOf({ userId, permissions, may }: Person): AccessGroup[] {
  if (!permissions) return [];
  const all = permissions.map((permission) =>
    access(permissionRevocation, {
      ...{ key: `permission ${permission}`, name: permission, id: null, note: null, href: null },
      request: { UserId: userId, Permission: permission },
      isOffered: may.revoke.includes(permission),
      words: `Permission ${permission}`,
    }),
  );
  return [{ title: 'Permissions', all, more: null, none: 'Holds no permission.' }];
}

function signInOf({ userId, userName, isBarred, sessions, may }: Person): AccessGroup[] {
  const signingIn = access(signInBar, {
    ...{ key: 'sign-in', name: 'Signing in', id: null, note: null, href: null },
    request: { userId, emailVerified: false },
    isOffered: may.changeSignIn,
    words: userName,
  });
  const open = sessions?.length ?? 0;
  const openSessions = access(logOff, {
    ...{
      key: 'sessions',
      name: counted(open, 'open session', 'open sessions'),
      id: null,
      note: null,
      href: null,
    },
    ...{ takenBy: signingIn.key, sessions: sessions ?? [] },
    request: { username: userName },
    isOffered: may.endSessions,
    words: userName,
  });
  const all = [...(isBarred ? [] : [signingIn]), ...(open > 0 ? [openSessions] : [])];
  return [{ title: 'Sign-in', all, more: null, none: 'Is barred from signing in.' }];
}

/**
 * Everything that somebody can still do, by kind, as far as the viewer may see it.
 *
 * @param person as the server tells of him
 */
export const accessOf = (person: Person): AccessGroup[] => [
  ...omsesOf(person),
  ...accountsOf(person),
  ...rolesOf(person),
  ...permissionsOf(person),
  ...signInOf(person),
];
