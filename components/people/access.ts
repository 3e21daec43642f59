import type { Person } from '@/domain/users/types';
import type { Viewer } from '../data/viewer';
import { accountRemoval } from '../resources/account-links';
import { roleRemoval } from '../resources/company-roles';
import { operatorRemoval } from '../resources/operators';
import { nameOf } from '../ui/named';
import { sentence } from '../ui/sentence';
import { type AccessGroup, access, KINDS, moreOf } from './access-group';
import { permissionsOf, signInOf } from './rights-access';
import { sharedWords } from './shared-words';

function omsesOf({ userId, omses, may }: Person): AccessGroup[] {
  if (!omses) return [];
  const all = omses.rows.map(({ omsId, omsName, isDefault, ...shared }) => {
    const named = { kind: 'oms', name: omsName, id: omsId } as const;
    return access(operatorRemoval, {
      key: `oms ${omsId}`,
      named,
      words: sentence`OMS ${omsId}, ${nameOf(named)}`,
      isDefault,
      ...sharedWords(shared, {
        one: 'other operator',
        many: 'other operators',
        alone: 'Only operator',
        // They are blocked, or no longer hold the permission.
        unable: 'Others can’t stand in',
      }),
      request: { OperatorId: userId, OMSId: omsId },
      isOffered: may.removeOmses,
      isRestorable: true,
    });
  });
  const more = moreOf(omses, `/operators?user=${userId}`);
  return [{ ...KINDS.omses, all, more }];
}

function accountsOf({ userId, accounts, may }: Person): AccessGroup[] {
  if (!accounts) return [];
  const all = accounts.rows.map(({ accountId, accountHandle, omsName, isDefault, ...shared }) => {
    const named = { kind: 'account', name: accountHandle, id: accountId } as const;
    return access(accountRemoval, {
      key: `account ${accountId}`,
      named,
      words: sentence`Account ${accountId}, ${nameOf(named)}`,
      where: sentence`${omsName}`,
      isDefault,
      ...sharedWords(shared, { one: 'other user', many: 'other users', alone: 'Only user' }),
      request: { accountId, userId },
      isOffered: may.removeAccounts,
      isRestorable: true,
    });
  });
  const more = moreOf(accounts, `/account-links?user=${userId}`);
  return [{ ...KINDS.accounts, all, more }];
}

function rolesOf({ userId, userName, roles, shown, may }: Person, viewer: Viewer): AccessGroup[] {
  if (!roles) return [];
  const all = roles.rows.map(({ role, companyId, companyName, ...shared }) => {
    const named = { kind: 'company', name: companyName, id: companyId } as const;
    const isLastCoAdmin = role === 'CoAdmin' && !shared.hasOthers;
    const row = { role, userId, userName, companyId, companyName, isLastCoAdmin };
    return access(roleRemoval, {
      key: `${role} ${companyId}`,
      named,
      words: sentence`${role} of ${nameOf(named)}`,
      before: `${role} of`,
      ...sharedWords(shared, { alone: isLastCoAdmin ? 'Last CoAdmin' : `Only ${role}` }),
      ...(may.removeRoles && { refusal: roleRemoval.refusal?.(row, viewer) ?? null }),
      request: { companyName, roleName: role, userName },
      isOffered: may.removeRoles,
      isRestorable: true,
    });
  });
  const more = moreOf(roles, `/company-roles?user=${userId}`);
  return [{ ...KINDS.roles, isPartial: shown.roles !== 'all', all, more }];
}

/**
 * Returns all the access that a person still has, by kind, as far as the actor may see it.
 *
 * @param person the server's answer
 * @param viewer the actor, for what would certainly be refused
 */
export const accessOf = (person: Person, viewer: Viewer): AccessGroup[] => [
  ...omsesOf(person),
  ...accountsOf(person),
  ...rolesOf(person, viewer),
  ...permissionsOf(person),
  ...signInOf(person, viewer),
];
