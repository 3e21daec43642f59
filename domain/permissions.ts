/**
 * Who may do what: one table, read by the server, which decides, and by the pages, which only hide what
 * would be refused. CompanyAdmin is not stored. A user has it for the companies in which he is CoAdmin.
 */
export type StoredPermission = 'Operator' | 'PlatformAdmin' | 'SUPERUSER';
export type Holder = StoredPermission | 'CompanyAdmin';

export const PERMISSIONS = {
  'operators:read': ['Operator', 'PlatformAdmin'],
  'operator-oms:remove': ['Operator'],
  'account-links:read': ['Operator', 'PlatformAdmin'],
  'user-account:remove': ['Operator'],
  'company-roles:read': ['PlatformAdmin', 'CompanyAdmin'],
  'company-role:remove': ['PlatformAdmin', 'CompanyAdmin'],
  'omses:read': ['Operator', 'PlatformAdmin'],
  'companies:read': ['PlatformAdmin', 'CompanyAdmin'],
  'audit:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
  'overview:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
} as const satisfies Record<string, readonly Exclude<Holder, 'SUPERUSER'>[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What a user holds, as far as the table is concerned. */
export interface Rights {
  permissions: readonly StoredPermission[];
  /** The companies in which he is CoAdmin. */
  adminOf: readonly { id: number; name: string }[];
}

/**
 * Whether someone may do a thing at all. In which company is a question for the operation.
 *
 * @param rights what he holds
 * @param permission a row of the table
 */
export function can(rights: Rights, permission: Permission): boolean {
  if (rights.permissions.includes('SUPERUSER')) return true;
  return PERMISSIONS[permission].some((holder) =>
    holder === 'CompanyAdmin' ? rights.adminOf.length > 0 : rights.permissions.includes(holder),
  );
}

/**
 * Whether someone oversees every company and the whole audit log.
 *
 * @param rights what he holds
 */
export function overseesAll(rights: Rights): boolean {
  return rights.permissions.includes('PlatformAdmin') || rights.permissions.includes('SUPERUSER');
}

/**
 * The words of a refusal for want of a right. They never repeat what was asked for, so that an object
 * which may not be seen and one which does not exist answer alike.
 *
 * @param call the operation's name
 * @param permission the row of the table that was not met
 */
export function missingRight(call: string, permission: Permission): string {
  const holders = PERMISSIONS[permission].map((holder) =>
    holder === 'CompanyAdmin' ? 'the role CoAdmin in the company' : `the permission ${holder}`,
  );
  return `${call} needs ${holders.join(' or ')}.`;
}
