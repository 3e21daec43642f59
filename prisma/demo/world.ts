import type {
  Account,
  Company,
  CompanyAsset,
  CompanyRole,
  Oms,
  Operator,
  OperatorOms,
  User,
  UserAccount,
  UserPermission,
} from '../generated/client';

/** The rows of the demo world to insert, by table. */
export type DemoWorld = {
  users: Omit<User, 'passwordHash'>[];
  permissions: UserPermission[];
  operators: Omit<Operator, 'guid'>[];
  omses: Oms[];
  assignments: OperatorOms[];
  accounts: Account[];
  links: UserAccount[];
  companies: Company[];
  roles: Omit<CompanyRole, 'id'>[];
  assets: (Omit<CompanyAsset, 'id' | 'onExchangeBalance'> & { onExchangeBalance: string })[];
};

/**
 * Makes the row of a demo user who can sign in and has no default account. The e-mail address is derived from
 * the user name.
 */
export function demoUser(id: number, userName: string): DemoWorld['users'][number] {
  return { id, userName, email: `${userName}@example.com`, emailVerified: true, defaultAccountId: null };
}
