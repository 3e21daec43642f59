import { type Icon, IconBuilding, IconHistory, IconLink, IconUserCog } from '@tabler/icons-react';
import type { AuditRow } from '@/domain/audit-entries/types';
import type { Permission } from '@/domain/call/permissions';
import type { CompanyRoleRow } from '@/domain/company-roles/types';
import type { OperatorRow } from '@/domain/operators/types';
import type { RemovalCall } from '@/domain/overview/types';
import type { AccountLinkRow } from '@/domain/user-accounts/types';

/** The console's settings for an entity with a list: navigation and exports use them. */
interface ResourceConfig<Row = never> {
  label: string;
  icon: Icon;
  /** The right that the list requires. */
  permission: Permission;
  export: { formats: readonly ('csv' | 'json')[]; columns: readonly (keyof Row & string)[] };
}

const operators: ResourceConfig<OperatorRow> = {
  label: 'Operators',
  icon: IconUserCog,
  permission: 'operators:read',
  export: {
    formats: ['csv'],
    columns: ['operatorId', 'operatorName', 'omsId', 'omsName', 'isDefault', 'otherOperators'],
  },
};

const accountLinks: ResourceConfig<AccountLinkRow> = {
  label: 'Account links',
  icon: IconLink,
  permission: 'account-links:read',
  export: {
    formats: ['csv'],
    columns: [
      'userId',
      'userName',
      'accountId',
      'accountHandle',
      'omsId',
      'omsName',
      'isDefault',
      'otherUsers',
    ],
  },
};

const companyRoles: ResourceConfig<CompanyRoleRow> = {
  label: 'Company roles',
  icon: IconBuilding,
  permission: 'company-roles:read',
  export: {
    formats: ['csv'],
    columns: ['userId', 'userName', 'role', 'companyId', 'companyName', 'otherRoles'],
  },
};

const audit: ResourceConfig<AuditRow> = {
  label: 'Audit log',
  icon: IconHistory,
  permission: 'audit:read',
  export: {
    formats: ['csv', 'json'],
    columns: [
      'seq',
      'at',
      'actorId',
      'actorName',
      'call',
      'target',
      'outcome',
      'errorCode',
      'detail',
      'reasonCode',
      'reasonText',
      'door',
      'address',
      'sessionId',
      'restores',
      'restoredBy',
    ],
  },
};

/** By the list's name, which is also the page's address, in the order of the navigation. */
export const RESOURCES = {
  operators,
  'account-links': accountLinks,
  'company-roles': companyRoles,
  audit,
} as const;

export type ResourceName = keyof typeof RESOURCES;
export const RESOURCE_NAMES = Object.keys(RESOURCES) as ResourceName[];

interface Charted {
  label: string;
  /** Those of CSS, for each colour scheme. */
  color: { light: string; dark: string };
  /** The list whose rows the call removes. It is here so that a removal without a list does not compile. */
  list: ResourceName;
}

/** Each removal in the chart. */
export const CHARTED: Record<RemovalCall, Charted> = {
  RemoveOperatorOMS: {
    label: 'Operators unassigned',
    color: { light: '#3b4eb6', dark: '#8c99de' },
    list: 'operators',
  },
  RemoveUserAccount: {
    label: 'Users unlinked',
    color: { light: '#0f8a7a', dark: '#4cc9b5' },
    list: 'account-links',
  },
  RemoveUserRole: {
    label: 'Roles removed',
    color: { light: '#c2620c', dark: '#f0a35e' },
    list: 'company-roles',
  },
  RemoveAllCoAdmins: {
    label: 'All CoAdmins removed',
    color: { light: '#a61e6b', dark: '#e789bd' },
    list: 'company-roles',
  },
};
export const CHARTED_CALLS = Object.keys(CHARTED) as RemovalCall[];

/** The CSS variable of a removal's colour in the chart. */
export const chartColor = (call: RemovalCall): `--${string}` => `--console-chart-${call}`;
