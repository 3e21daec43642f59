'use client';

import { removeUserRole } from '@/actions/removals';
import { type CompanyRoleFacts, type CompanyRoleRow, ROLE_NAMES } from '@/domain/company-roles/types';
import type { ListResource } from '../list/list-resource';
import type { RemovalResource } from '../removal/removal-resource';
import { NameLink, PersonName } from './names';
import { PLACES } from './places';
import { RemovableList } from './removable-list';

const list: ListResource<CompanyRoleRow> = {
  list: 'company-roles',
  noun: { one: 'role', many: 'roles' },
  searchHint: 'Search user or company, by name or id',
  rowKey: ({ roleId }) => String(roleId),
  exports: ['csv'],
  usual: { sort: 'company', direction: 'asc' },
  filters: [
    { name: 'user', label: 'User', list: 'people' },
    { name: 'company', label: 'Company', list: 'companies' },
    { name: 'role', label: 'Role', options: ROLE_NAMES.map((name) => ({ value: name, label: name })) },
  ],
  columns: [
    {
      header: 'User',
      sort: 'user',
      cell: ({ userName, userId }) => <PersonName name={userName} id={userId} />,
    },
    { header: 'Role', width: 10, cell: ({ role }) => role },
    {
      header: 'Company',
      sort: 'company',
      cell: ({ companyName, companyId }) => (
        <NameLink name={companyName} id={companyId} href={PLACES.company(companyId)} />
      ),
    },
    {
      header: 'Other roles there',
      width: 13,
      cell: ({ otherRoles }) => (otherRoles.length === 0 ? '–' : otherRoles.join(', ')),
    },
  ],
  empty: 'Here stand the roles that users hold in companies: CoAdmin, CoShareholder and CoAgent.',
};

/** Many companies' names end in one. */
const fullStop = (name: string) => (name.endsWith('.') ? '' : '.');

/** What a row must tell for its role to be removed, on the list as on the company's page. */
export type RoleInCompany = Pick<
  CompanyRoleRow,
  'role' | 'userId' | 'userName' | 'companyId' | 'companyName'
>;

export const roleRemoval: RemovalResource<RoleInCompany, CompanyRoleFacts> = {
  call: 'RemoveUserRole',
  action: removeUserRole,
  manner: 'removing',
  verb: 'Remove role',
  rowKey: ({ role, userId, companyId }) => `${role} ${userId} ${companyId}`,
  rowName: ({ userName, role, companyName }) => `${userName}, ${role}, ${companyName}`,
  lookup: ({ companyName, role, userName }) => ({ companyName, roleName: role, userName }),
  request: ({ companyName, role, userName }) => ({ companyName, roleName: role, userName }),
  happens: ({ userName, userId, role, companyName }) => (
    <>
      <strong>{userName}</strong> (user {userId}) is no longer <strong>{role}</strong> of{' '}
      <strong>{companyName}</strong>
      {fullStop(companyName)}
    </>
  ),
  stays: ({ otherRoles, companyName }) => [
    otherRoles.length === 0
      ? `No other role in ${companyName}: this is the only one`
      : `In ${companyName}: ${otherRoles.join(', ')}`,
    'Roles elsewhere, if there are any',
    'The user and the sign-in',
  ],
  warnings: ({ warnings, userName, companyName, role }) =>
    warnings.map(
      (warning) =>
        ({
          last_co_admin: `${userName} is the last CoAdmin of ${companyName}${fullStop(companyName)} Only PlatformAdmins will manage it then.`,
          no_co_admin_can_sign_in: `None of the remaining CoAdmins of ${companyName} can sign in.`,
          self:
            role === 'CoAdmin'
              ? `This is you: you will no longer manage ${companyName}${fullStop(companyName)}`
              : `This is you: you give up your own role in ${companyName}${fullStop(companyName)}`,
        })[warning],
    ),
  confirmation: ({ companyName }) => ({ label: 'Name of the company', name: companyName }),
  done: ({ userName, role, companyName }) =>
    `${userName} is no longer ${role} of ${companyName}${fullStop(companyName)}`,
  isSelf: ({ warnings }) => warnings.includes('self'),
};

/** Who holds which role in which company. */
export function CompanyRolesList({ mayRemove }: { mayRemove: boolean }) {
  return <RemovableList list={list} removal={roleRemoval} mayRemove={mayRemove} />;
}
