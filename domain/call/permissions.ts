/**
 * Who may do what, in one table. The server decides by it; pages use it only to hide what would be refused.
 * CompanyAdmin is not stored: a user has it for the companies in which they are CoAdmin.
 */
export const STORED_PERMISSIONS = ['Operator', 'PlatformAdmin', 'SUPERUSER'] as const;

export type StoredPermission = (typeof STORED_PERMISSIONS)[number];

/** RoleHolder: a user with a role in any company. AnyUser: every signed-in user. */
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
  // Which members of companies can sign in. CoAdmins may not see this.
  'company-sign-ins:read': ['PlatformAdmin'],
  'own-companies:read': ['PlatformAdmin', 'RoleHolder'],
  'company-people:read': ['PlatformAdmin', 'CompanyAdmin'],
  'user-info:read': ['Operator', 'PlatformAdmin'],
  'user-info:change': ['Operator'],
  'user-permission:change': ['Operator'],
  'user:unlock': ['Operator'],
  // SUPERUSER only.
  'user:log-off': [],
  'people:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
  'self:read': ['AnyUser'],
  'own-sessions:end': ['AnyUser'],
  'audit:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
  'audit:verify': ['PlatformAdmin'],
  'overview:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
} as const satisfies Record<string, readonly Exclude<Holder, 'SUPERUSER'>[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What the permission table needs to know about a user. */
export interface Rights {
  permissions: readonly StoredPermission[];
  /** The companies in which the user is CoAdmin. */
  adminOf: readonly { id: number; name: string }[];
  /** Whether the user has a role in any company. */
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

/** How a refusal names the missing permission. */
const WORDS: Record<Holder, string> = {
  Operator: 'the permission Operator',
  PlatformAdmin: 'the permission PlatformAdmin',
  SUPERUSER: 'the permission SUPERUSER',
  CompanyAdmin: 'the role CoAdmin in the company',
  RoleHolder: 'a role in a company',
  AnyUser: 'a session',
};

/** Whether a user has a permission at all. The operation decides for which companies. */
export function can(rights: Rights, permission: Permission): boolean {
  if (rights.permissions.includes('SUPERUSER')) return true;
  return PERMISSIONS[permission].some((holder) => HOLDS[holder](rights));
}

/** Whether a user may see every company and the whole audit log. */
export function overseesAll(rights: Rights): boolean {
  return rights.permissions.includes('PlatformAdmin') || rights.permissions.includes('SUPERUSER');
}

/** Whether a user may see every user of the exchange, and not only the members of their own companies. */
export function seesEverybody(rights: Rights): boolean {
  return overseesAll(rights) || rights.permissions.includes('Operator');
}

/**
 * Whether an actor may see a user's e-mail address, and whether that user can sign in. A CoAdmin can add any
 * user as a member, and so must see no more than the id and the name.
 *
 * @param rights the actor
 * @param userId the user to look at
 */
export function seesSignIn(rights: Rights & { userId: number }, userId: number): boolean {
  return seesEverybody(rights) || rights.userId === userId;
}

/**
 * The detail of a refusal for lack of a permission. It never names the target, so that a hidden object and
 * one that does not exist get the same answer.
 */
export function missingRight(call: string, permission: Permission): string {
  const holders: readonly Holder[] = PERMISSIONS[permission];
  const words = (holders.length > 0 ? holders : (['SUPERUSER'] as const)).map((holder) => WORDS[holder]);
  return `${call} needs ${words.join(' or ')}.`;
}
