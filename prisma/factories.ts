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

/** The database or a transaction. */
type Db = Prisma.TransactionClient;

const SESSION_MS = 12 * 60 * 60 * 1000;

// The random part separates processes that share a database. The counter separates rows of one process.
const processTag = randomBytes(4).toString('hex');
let counter = 0;

function uniqueName(kind: string): string {
  counter += 1;
  return `${kind}-${counter}-${processTag}`;
}

type UserOverrides = Partial<Pick<User, 'id' | 'userName' | 'email' | 'emailVerified' | 'passwordHash'>> & {
  permissions?: PermissionName[];
  operatorName?: string;
};

type CompanyOverrides = Partial<Company> & {
  assets?: { name: string; onExchangeBalance?: string | number }[];
  roles?: { userId: number; role: CompanyRoleName }[];
};

type SessionOverrides = Partial<Omit<Prisma.SessionUncheckedCreateInput, 'secretHash' | 'user'>> & {
  userId: number;
};

/** Creates rows. What the arguments leave open gets a unique name or a default. */
export const create = {
  /**
   * Creates a user, and an operator row if the permissions include Operator. By default the user has no
   * permissions and no password hash, so that they can't sign in with a password; the operator's name defaults
   * to the user name.
   */
  async user(db: Db, overrides: UserOverrides = {}): Promise<User> {
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
  },

  /** Creates an OMS without operators. */
  async oms(db: Db, overrides: Partial<Oms> = {}): Promise<Oms> {
    return db.oms.create({ data: { name: uniqueName('OMS'), ...overrides } });
  },

  /** Assigns an operator to an OMS, which is not their default OMS unless `isDefault` is set. */
  async assignment(
    db: Db,
    assignment: { operatorId: number; omsId: number; isDefault?: boolean },
  ): Promise<OperatorOms> {
    return db.operatorOms.create({ data: assignment });
  },

  /** Creates an account without users. */
  async account(db: Db, overrides: Partial<Account> & Pick<Account, 'omsId'>): Promise<Account> {
    return db.account.create({ data: { handle: uniqueName('account'), ...overrides } });
  },

  /** Links a user to an account, which is not their default account unless `isDefault` is set. */
  async link(db: Db, link: { userId: number; accountId: number; isDefault?: boolean }): Promise<UserAccount> {
    const { isDefault = false, userId, accountId } = link;
    const row = await db.userAccount.create({ data: { userId, accountId } });
    if (isDefault) await db.user.update({ where: { id: userId }, data: { defaultAccountId: accountId } });
    return row;
  },

  /** Creates a company, by default without assets and roles. They get their ids in the order of the arguments. */
  async company(db: Db, overrides: CompanyOverrides = {}): Promise<Company> {
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
    for (const role of roles) await create.role(db, { companyId: company.id, ...role });
    return company;
  },

  /** Gives a user a role in a company. */
  async role(
    db: Db,
    given: { companyId: number; userId: number; role: CompanyRoleName },
  ): Promise<CompanyRole> {
    return db.companyRole.create({ data: given });
  },

  /**
   * Signs a user in without a password. By default the session is one of the console and lasts 12 hours.
   *
   * @returns the session's public id, and the secret that the client sends
   */
  async session(db: Db, overrides: SessionOverrides): Promise<{ id: string; secret: string }> {
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
  },
};
