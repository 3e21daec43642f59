import { expect } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Company, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { ROLE_NAMES, type RoleName } from '../companies/types';
import { newActor, signInAs } from './actors';

export interface CompanyOfTwo {
  company: Company;
  /** Holds all three roles in it. */
  user: User;
  /** Holds the role CoAdmin only. */
  coAdmin: Actor;
  platformAdmin: Actor;
  /** A request of RemoveUserRole about the user who holds all three roles, or about another one. */
  requestFor: (roleName?: string, userName?: string) => RoleRequest;
}

interface RoleRequest {
  companyName: string;
  roleName: string;
  userName: string;
}

/** Makes a company with two CoAdmins, and a PlatformAdmin without a role in it. */
export async function makeCompanyOfTwo(): Promise<CompanyOfTwo> {
  const [user, admin] = [await create.user(database()), await create.user(database())];
  const company = await create.company(database(), {
    roles: [...ROLE_NAMES.map((role) => ({ userId: user.id, role })), { userId: admin.id, role: 'CoAdmin' }],
  });
  return {
    company,
    user,
    coAdmin: await signInAs(admin.id),
    platformAdmin: await newActor({ permissions: ['PlatformAdmin'] }),
    requestFor: (roleName = 'CoAgent', userName = user.userName) => ({
      companyName: company.name,
      roleName,
      userName,
    }),
  };
}

/** The roles that a user holds in any company. */
export async function rolesOf(userId: number): Promise<RoleName[]> {
  const rows = await database().companyRole.findMany({ where: { userId }, orderBy: { role: 'asc' } });
  return rows.map(({ role }) => role);
}

/** All roles in a company, without their own ids. */
export const rolesIn = ({ id: companyId }: Company) =>
  database().companyRole.findMany({
    where: { companyId },
    omit: { id: true },
    orderBy: [{ userId: 'asc' }, { role: 'asc' }],
  });

/** A row of the table of roles, as observeCall() reports it. */
export const roleRow = (company: Company, { userId, role }: { userId: number; role: RoleName }) =>
  expect.objectContaining({ table: 'company_roles', company_id: company.id, user_id: userId, role });

/** The reply that shows the company after a change, with the user names that hold each role. */
export const replyOf = (company: Company, holders: Record<RoleName, string[]>) => ({
  CompanyId: company.id,
  CompanyName: company.name,
  Roles: ROLE_NAMES.map((RoleName) => ({
    RoleName,
    UserNames: holders[RoleName],
    CompanyName: company.name,
  })),
  UserNames: [...new Set(Object.values(holders).flat())],
  AssetNames: [],
  OnExchangeBalancesByAssetName: [],
  Country: 'USA',
  StateOrProvinceOfIncorporation: 'Delaware',
  IncorporationDate: '2020-02-29T12:00:00Z',
  AccountingCurrency: 'USD',
  OffExchangeBalancesByAssetName: [],
});
