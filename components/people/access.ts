import type { Person } from '@/domain/users/types';
import { logOff, permissionRevocation, signInBlock } from '../resources/access-changes';
import { accountRemoval } from '../resources/account-links';
import { roleRemoval } from '../resources/company-roles';
import { operatorRemoval } from '../resources/operators';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import { sentence } from '../ui/sentence';
import { type AccessGroup, access, moreOf } from './access-group';

function omsesOf({ userId, omses, may }: Person): AccessGroup[] {
  if (!omses) return [];
  const all = omses.rows.map(({ omsId, omsName, isDefault }) => {
    const named = { kind: 'oms', name: omsName, id: omsId } as const;
    return access(operatorRemoval, {
      key: `oms ${omsId}`,
      named,
      words: sentence`OMS ${omsId}, ${nameOf(named)}`,
      ...(isDefault && { chip: 'Default' }),
      note: null,
      request: { OperatorId: userId, OMSId: omsId },
      isOffered: may.removeOmses,
      isRestorable: true,
    });
  });
  const more = moreOf(omses, `/operators?user=${userId}`);
  return [{ title: 'OMSs', kind: 'OMS', nouns: ['OMS', 'OMSs'], all, more }];
}

function accountsOf({ userId, accounts, may }: Person): AccessGroup[] {
  if (!accounts) return [];
  const all = accounts.rows.map(({ accountId, accountHandle, omsName, isDefault }) => {
    const named = { kind: 'account', name: accountHandle, id: accountId } as const;
    return access(accountRemoval, {
      key: `account ${accountId}`,
      named,
      words: sentence`Account ${accountId}, ${nameOf(named)}`,
      ...(isDefault && { chip: 'Default' }),
      note: sentence`${omsName}`,
      request: { accountId, userId },
      isOffered: may.removeAccounts,
      isRestorable: true,
    });
  });
  const more = moreOf(accounts, `/account-links?user=${userId}`);
  return [{ title: 'Accounts', kind: 'Account', nouns: ['account', 'accounts'], all, more }];
}

function rolesOf({ userId, userName, roles, may }: Person): AccessGroup[] {
  if (!roles) return [];
  const all = roles.rows.map(({ role, companyId, companyName }) => {
    const named = { kind: 'company', name: companyName, id: companyId } as const;
    return access(roleRemoval, {
      key: `${role} ${companyId}`,
      named,
      words: sentence`${role} of ${nameOf(named)}`,
      before: `${role} of`,
      note: null,
      request: { companyName, roleName: role, userName },
      isOffered: may.removeRoles,
      isRestorable: true,
    });
  });
  const more = moreOf(roles, `/company-roles?user=${userId}`);
  return [{ title: 'Company roles', kind: 'Company role', nouns: ['role', 'roles'], all, more }];
}

function permissionsOf({ userId, permissions, may }: Person): AccessGroup[] {
  if (!permissions) return [];
  const all = permissions.map((permission) =>
    access(permissionRevocation, {
      key: `permission ${permission}`,
      named: null,
      words: permission,
      note: null,
      request: { UserId: userId, Permission: permission },
      isOffered: may.revoke.includes(permission),
      step: sentence`Permission ${permission}`,
    }),
  );
  return [
    { title: 'Permissions', kind: 'Permission', nouns: ['permission', 'permissions'], all, more: null },
  ];
}

function signInOf({ userId, userName, isBlocked, sessions, may }: Person): AccessGroup[] {
  if (isBlocked === null) return [];
  const step = sentence`${nameOf({ kind: 'person', id: userId, name: userName })}`;
  const open = sessions?.length ?? 0;
  const openWords = counted(open, 'open session', 'open sessions');
  const signingIn = access(signInBlock, {
    key: 'sign-in',
    named: null,
    words: 'Can sign in',
    note: open > 0 && may.changeSignIn ? `Also ends ${openWords}` : null,
    step,
    request: { userId, emailVerified: false },
    isOffered: may.changeSignIn,
  });
  const openSessions = access(logOff, {
    key: 'sessions',
    kind: 'Sessions',
    named: null,
    words: openWords,
    note: may.changeSignIn ? 'Ends with sign-in' : null,
    step,
    takenBy: signingIn.key,
    sessions: sessions ?? [],
    request: { username: userName },
    isOffered: may.endSessions,
  });
  const all = [...(isBlocked ? [] : [signingIn]), ...(open > 0 ? [openSessions] : [])];
  return [{ title: 'Sign-in', kind: 'Sign-in', nouns: null, all, more: null }];
}

/**
 * Returns all the access that a person still has, by kind, as far as the actor may see it.
 *
 * @param person the server's answer
 */
export const accessOf = (person: Person): AccessGroup[] => [
  ...omsesOf(person),
  ...accountsOf(person),
  ...rolesOf(person),
  ...permissionsOf(person),
  ...signInOf(person),
];
