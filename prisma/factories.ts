import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type {
  Account,
  Company,
  CompanyRole,
  Oms,
  OperatorOms,
  Prisma,
  User,
  UserAccount,
} from './generated/client';
import type { CompanyRoleName, PermissionName } from './generated/enums';

/** The database, or a transaction in it. */
type Db = Prisma.TransactionClient;

const SESSION_MS = 12 * 60 * 60 * 1000;

// The random part keeps apart the processes that share a database, the counter the rows of one process.
const processTag = randomBytes(4).toString('hex');
let made = 0;

function uniqueName(kind: string): string {
  made += 1;
  return `${kind}-${made}-${processTag}`;
}

type UserOverrides = Partial<Pick<User, 'id' | 'userName' | 'email' | 'emailVerified' | 'passwordHash'>> & {
  permissions?: PermissionName[];
  operatorName?: string;
};

/**
 * Makes a user, and an operator's row when he is given the permission Operator. Without a password hash
 * he can't sign in by password, which most tests don't need.
 *
 * @param db the database or a transaction in it
 * @param overrides columns, permissions (none), and what he is called as an operator (his user name)
 * @returns the user's row
 */
export async function makeUser(db: Db, overrides: UserOverrides = {}): Promise<User> {
  const { permissions = [], operatorName, ...columns } = overrides;
  const userName = columns.userName ?? uniqueName('user');
  return db.user.create({
    data: {
      email: `${userName}@example.com`,
      ...columns,
      userName,
      permissions: { create: permissions.map((permission) => ({ permission })) },
      ...(permissions.includes('Operator') && { operator: { create: { name: operatorName ?? userName } } }),
    },
  });
}

/**
 * Makes an OMS without operators.
 *
 * @param db the database or a transaction in it
 * @param overrides columns
 * @returns its row
 */
export async function makeOms(db: Db, overrides: Partial<Oms> = {}): Promise<Oms> {
  return db.oms.create({ data: { name: uniqueName('OMS'), ...overrides } });
}

/**
 * Gives an operator an OMS to manage.
 *
 * @param db the database or a transaction in it
 * @param assignment who, which, and whether it becomes his default (no)
 * @returns the assignment's row
 */
export async function assignOms(
  db: Db,
  assignment: { operatorId: number; omsId: number; isDefault?: boolean },
): Promise<OperatorOms> {
  return db.operatorOms.create({ data: assignment });
}

/**
 * Makes an account that nobody uses yet.
 *
 * @param db the database or a transaction in it
 * @param overrides its OMS, and other columns
 * @returns its row
 */
export async function makeAccount(
  db: Db,
  overrides: Partial<Account> & Pick<Account, 'omsId'>,
): Promise<Account> {
  return db.account.create({ data: { handle: uniqueName('account'), ...overrides } });
}

/**
 * Links a user to an account.
 *
 * @param db the database or a transaction in it
 * @param link who, which, and whether it becomes his default (no)
 * @returns the link's row
 */
export async function linkAccount(
  db: Db,
  link: { userId: number; accountId: number; isDefault?: boolean },
): Promise<UserAccount> {
  const { isDefault = false, userId, accountId } = link;
  const row = await db.userAccount.create({ data: { userId, accountId } });
  if (isDefault) await db.user.update({ where: { id: userId }, data: { defaultAccountId: accountId } });
  return row;
}

type CompanyOverrides = Partial<Company> & {
  assets?: { name: string; onExchangeBalance?: string | number }[];
  roles?: { userId: number; role: CompanyRoleName }[];
};

/**
 * Makes a company.
 *
 * @param db the database or a transaction in it
 * @param overrides columns, and its assets and roles (none), which get their ids in the order given
 * @returns its row
 */
export async function makeCompany(db: Db, overrides: CompanyOverrides = {}): Promise<Company> {
  const { assets = [], roles = [], ...columns } = overrides;
  const company = await db.company.create({
    data: {
      name: uniqueName('Company'),
      country: 'USA',
      stateOrProvinceOfIncorporation: 'Delaware',
      incorporationDate: new Date('2020-02-29T12:00:00Z'),
      accountingCurrency: 'USD',
      ...columns,
    },
  });
  for (const asset of assets) await db.companyAsset.create({ data: { companyId: company.id, ...asset } });
  for (const role of roles) await giveRole(db, { companyId: company.id, ...role });
  return company;
}

/**
 * Gives a user a role in a company.
 *
 * @param db the database or a transaction in it
 * @param given who, where, and which role
 * @returns the role's row
 */
export async function giveRole(
  db: Db,
  given: { companyId: number; userId: number; role: CompanyRoleName },
): Promise<CompanyRole> {
  return db.companyRole.create({ data: given });
}

type SessionOverrides = Partial<Omit<Prisma.SessionUncheckedCreateInput, 'secretHash' | 'user'>> & {
  userId: number;
};

/**
 * Signs a user in without a password.
 *
 * @param db the database or a transaction in it
 * @param overrides whose it is, and columns; a live session of the console, for 12 hours, unless said otherwise
 * @returns the id that may be shown, and the secret that the caller carries
 */
export async function makeSession(
  db: Db,
  overrides: SessionOverrides,
): Promise<{ id: string; secret: string }> {
  const secret = randomUUID();
  const { id } = await db.session.create({
    data: {
      door: 'console',
      expiresAt: new Date(Date.now() + SESSION_MS),
      ...overrides,
      secretHash: createHash('sha256').update(secret).digest('hex'),
    },
    select: { id: true },
  });
  return { id, secret };
}
