'use client';

import { removeUserRole } from '@/console/actions/removals';
import { overseesAll } from '@/domain/call/permissions';
import { ROLE_NAMES } from '@/domain/companies/types';
import type { CompanyRoleFacts, CompanyRoleRow } from '@/domain/company-roles/types';
import { warningsOf } from '../confirm/warnings-of';
import { type ListResource, SIGN_IN_BLOCKED } from '../list/list-resource';
import type { RemovalResource } from '../removal/removal-resource';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { confirmationOf, nameOf } from '../ui/named';
import { counted, NameLink } from '../ui/names';
import { asSaid, sentence, Words } from '../ui/sentence';
import { RESOURCES } from './config';
import { PersonCell } from './person-cell';
import { RemovableList } from './removable-list';

const list: ListResource<CompanyRoleRow> = {
  list: 'company-roles',
  noun: { one: 'role', many: 'roles' },
  searchHint: 'Search user or company, by name or id',
  rowKey: ({ roleId }) => String(roleId),
  exports: RESOURCES['company-roles'].export.formats,
  usual: { sort: 'company', direction: 'asc' },
  filters: [
    { name: 'isOnly', label: 'Only one with this role', on: 'yes' },
    SIGN_IN_BLOCKED,
    { name: 'user', label: 'Person', list: 'people' },
    { name: 'company', label: 'Company', list: 'companies' },
    { name: 'role', label: 'Role', options: ROLE_NAMES.map((name) => ({ value: name, label: name })) },
  ],
  columns: [
    {
      header: 'Person',
      sort: 'user',
      cell: ({ userName, userId, signInBlocked }) => (
        <PersonCell id={userId} name={userName} signInBlocked={signInBlocked} />
      ),
    },
    {
      header: 'Role',
      width: 12,
      cell: ({ role, isLastCoAdmin }) => (
        <>
          {role}
          {isLastCoAdmin && <Badge tone="attention">Last CoAdmin</Badge>}
        </>
      ),
    },
    {
      header: 'Company',
      sort: 'company',
      cell: ({ companyName, companyId }) => <NameLink kind="company" name={companyName} id={companyId} />,
    },
    {
      header: 'Other roles there',
      width: 13,
      cell: ({ otherRoles }) => otherRoles.join(', '),
    },
  ],
  empty: 'CoAdmins, CoShareholders and CoAgents of companies will appear here.',
};

type RoleNames = Pick<CompanyRoleRow, 'userId' | 'userName' | 'companyId' | 'companyName'>;

const userOf = ({ userId, userName }: RoleNames) => nameOf({ kind: 'person', id: userId, name: userName });
const companyOf = ({ companyId, companyName }: RoleNames) =>
  ({ kind: 'company', id: companyId, name: companyName }) as const;
const companyNameOf = (role: RoleNames) => nameOf(companyOf(role));

/** Many companies' names end in a full stop. */
const fullStop = ({ companyName }: RoleNames) => asSaid(companyName.endsWith('.') ? '' : '.');

/** The company's name at the end of a sentence. */
const endIn = (role: RoleNames) => sentence`${companyNameOf(role)}${fullStop(role)}`;

/** What a row must contain for its role to be removed, in the list and on the company's page. */
export type RoleInCompany = Pick<
  CompanyRoleRow,
  'role' | 'userId' | 'userName' | 'companyId' | 'companyName' | 'isLastCoAdmin'
>;

export const roleRemoval: RemovalResource<RoleInCompany, CompanyRoleFacts> = {
  call: 'RemoveUserRole',
  action: removeUserRole,
  mode: 'removing',
  verb: 'Remove role',
  shortVerb: 'Remove',
  verbFor: (count) => `Remove ${counted(count, 'role', 'roles')}`,
  rowKey: ({ role, userId, companyId }) => `${role} ${userId} ${companyId}`,
  rowName: (row) => sentence`${userOf(row)}, ${row.role}, ${companyNameOf(row)}`,
  refusal: ({ isLastCoAdmin }, viewer) =>
    isLastCoAdmin && !overseesAll(viewer) ? 'Only a PlatformAdmin can remove the last CoAdmin.' : null,
  previewRequest: ({ companyName, role, userName }) => ({ companyName, roleName: role, userName }),
  request: ({ companyName, role, userName }) => ({ companyName, roleName: role, userName }),
  happens: (facts) => (
    <>
      <strong>
        <Name>{userOf(facts)}</Name>
      </strong>{' '}
      (user {facts.userId}) will no longer be <strong>{facts.role}</strong> of{' '}
      <strong>
        <Name>{companyNameOf(facts)}</Name>
      </strong>
      <Words of={fullStop(facts)} />
    </>
  ),
  change: ({ role, otherRoles }) => ({
    label: 'Roles in this company',
    now: [role, ...otherRoles],
    afterwards: [...otherRoles],
  }),
  notAffected: 'roles in other companies, the user and their sign-in',
  notes: () => [],
  warnings: (facts) =>
    warningsOf(facts.warnings, {
      last_co_admin: {
        title: 'Last CoAdmin',
        about: `company ${facts.companyId}`,
        words: sentence`Only PlatformAdmins will manage ${endIn(facts)}`,
      },
      no_co_admin_can_sign_in: {
        title: 'Others are blocked',
        about: `company ${facts.companyId}`,
        words: sentence`None of the remaining CoAdmins of ${companyNameOf(facts)} can sign in.`,
      },
      self: {
        title: 'This is you',
        words:
          facts.role === 'CoAdmin'
            ? sentence`You will no longer manage ${endIn(facts)}`
            : sentence`You give up your own role in ${endIn(facts)}`,
      },
    }),
  confirmation: (facts) => confirmationOf('Name of the company', companyOf(facts)),
  done: (facts) => sentence`${userOf(facts)} is no longer ${facts.role} of ${companyNameOf(facts)}`,
  together: (facts) => ({ what: 'roles removed', from: sentence`${companyNameOf(facts)}` }),
  isSelf: ({ warnings }) => warnings.includes('self'),
};

/**
 * Who holds which role in which company.
 *
 * @param props.seesSignIn whether the actor may see whose sign-in is blocked
 */
export function CompanyRolesList({ mayRemove, seesSignIn }: { mayRemove: boolean; seesSignIn: boolean }) {
  const filters = list.filters.filter((filter) => seesSignIn || filter !== SIGN_IN_BLOCKED);
  return <RemovableList list={{ ...list, filters }} removal={roleRemoval} mayRemove={mayRemove} />;
}
