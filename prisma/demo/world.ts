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

/** Rows of the demo world, by table, as they are to be inserted. */
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
 * Makes a demo user's row; who differs in more than the id and name says so beside it.
 *
 * @param id the user's id
 * @param userName the user's name, of which his e-mail address is made
 * @returns the row of a user who can sign in and has no default account
 */
export function demoUser(id: number, userName: string): DemoWorld['users'][number] {
  return { id, userName, email: `${userName}@example.com`, emailVerified: true, defaultAccountId: null };
}
