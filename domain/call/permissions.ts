/**
 * Who may do what: one table, read by the server, which decides, and by the pages, which only hide what
 * would be refused. CompanyAdmin is not stored. A user has it for the companies in which he is CoAdmin.
 */
export type StoredPermission = 'Operator' | 'PlatformAdmin' | 'SUPERUSER';
/** RoleHolder is whoever holds a role in any company, AnyUser whoever is signed in. */
export type Holder = StoredPermission | 'CompanyAdmin' | 'RoleHolder' | 'AnyUser';

export const PERMISSIONS = {
  'operators:read': ['Operator', 'PlatformAdmin'],
  'operator-oms:remove': ['Operator'],
  'operator-oms:add': ['Operator'],
  'operator-oms:set-default': ['Operator'],
  'account-links:read': ['Operator', 'PlatformAdmin'],
  'user-account:remove': ['Operator'],
  'user-account:add': ['Operator'],
  'company-roles:read': ['PlatformAdmin', 'CompanyAdmin'],
  'company-role:remove': ['PlatformAdmin', 'CompanyAdmin'],
  'company-role:add': ['PlatformAdmin', 'CompanyAdmin'],
  'co-admins:remove': ['PlatformAdmin'],
  'omses:read': ['Operator', 'PlatformAdmin'],
  'companies:read': ['PlatformAdmin', 'CompanyAdmin'],
  // Which members of companies can sign in, which is not for CoAdmins to know.
  'company-sign-ins:read': ['PlatformAdmin'],
  'own-companies:read': ['PlatformAdmin', 'RoleHolder'],
  'company-people:read': ['PlatformAdmin', 'CompanyAdmin'],
  'user-info:read': ['Operator', 'PlatformAdmin'],
  'user-info:change': ['Operator'],
  'user-permission:change': ['Operator'],
  'user:unlock': ['Operator'],
  // A SUPERUSER alone.
  'user:log-off': [],
  'people:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
  'self:read': ['AnyUser'],
  'own-sessions:end': ['AnyUser'],
  'audit:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
  'audit:verify': ['PlatformAdmin'],
  'overview:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
} as const satisfies Record<string, readonly Exclude<Holder, 'SUPERUSER'>[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What a user holds, as far as the table is concerned. */
export interface Rights {
  permissions: readonly StoredPermission[];
  /** The companies in which he is CoAdmin. */
  adminOf: readonly { id: number; name: string }[];
  /** Whether he holds a role in any company. */
  hasRole: boolean;
}

const HOLDS: Record<Holder, (rights: Rights) => boolean> = {
  Operator: ({ permissions }) => permissions.includes('Operator'),
  PlatformAdmin: ({ permissions }) => permissions.includes('PlatformAdmin'),
  SUPERUSER: ({ permissions }) => permissions.includes('SUPERUSER'),
  CompanyAdmin: ({ adminOf }) => adminOf.length > 0,
  RoleHolder: ({ hasRole }) => hasRole,
  AnyUser: () => true,
};

/** What a refusal calls what is missing. */
const WORDS: Record<Holder, string> = {
  Operator: 'the permission Operator',
  PlatformAdmin: 'the permission PlatformAdmin',
  SUPERUSER: 'the permission SUPERUSER',
  CompanyAdmin: 'the role CoAdmin in the company',
  RoleHolder: 'a role in a company',
  AnyUser: 'a session',
};

/**
 * Whether someone may do a thing at all. In which company is a question for the operation.
 *
 * @param rights what he holds
 * @param permission a row of the table
 */
export function can(rights: Rights, permission: Permission): boolean {
  if (rights.permissions.includes('SUPERUSER')) return true;
  return PERMISSIONS[permission].some((holder) => HOLDS[holder](rights));
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
 * Whether someone may look at every user of the exchange, and not only at the members of his companies.
 *
 * @param rights what he holds
 */
export function seesEverybody(rights: Rights): boolean {
  return overseesAll(rights) || rights.permissions.includes('Operator');
}

/**
 * Whether someone is told the e-mail address of a user, and whether that user can sign in. A CoAdmin may name anybody as
 * a member, and so gets nothing more than the id and the name that he gave.
 *
 * @param rights with the id of whoever asks
 * @param userId of whom
 */
export function seesSignIn(rights: Rights & { userId: number }, userId: number): boolean {
  return seesEverybody(rights) || rights.userId === userId;
}

/**
 * The words of a refusal for want of a right. They never repeat what was asked for, so that an object
 * which may not be seen and one which does not exist answer alike.
 *
 * @param call the operation's name
 * @param permission the row of the table that was not met
 */
export function missingRight(call: string, permission: Permission): string {
  const holders: readonly Holder[] = PERMISSIONS[permission];
  const words = (holders.length > 0 ? holders : (['SUPERUSER'] as const)).map((holder) => WORDS[holder]);
  return `${call} needs ${words.join(' or ')}.`;
}
