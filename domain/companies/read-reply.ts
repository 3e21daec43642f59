import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '../call/transaction';
import { exactNumber } from '../values/exact-json';
import { type CompanyRow, readCompanyRow, readCompanyRows } from './read-rows';
import { type CompanyReply, ROLE_NAMES } from './types';

/**
 * The documented company object, as RemoveUserRole and GetCompanies return it. Its roles are CoAdmin,
 * CoShareholder and CoAgent, in this order, including roles that no one has.
 *
 * @throws Refusal 104 when there is no such company
 */
export async function readCompanyReply(tx: Tx, companyId: number): Promise<CompanyReply> {
  return companyReply(await readCompanyRow(tx, companyId));
}

/**
 * The documented company objects of many companies.
 *
 * @param which a condition on companies `c`, and the most to return
 * @returns sorted by id
 */
export async function readCompanyReplies(
  tx: Tx,
  which: { where: Prisma.Sql; limit: number },
): Promise<CompanyReply[]> {
  return (await readCompanyRows(tx, which)).map(companyReply);
}

/** The documented company object of a row. */
export function companyReply(row: CompanyRow): CompanyReply {
  const roles = row.roles ?? [];
  const assets = row.assets ?? [];
  return {
    CompanyId: row.id,
    CompanyName: row.name,
    Roles: ROLE_NAMES.map((name) => ({
      RoleName: name,
      UserNames: roles.filter(({ role }) => role === name).map(({ userName }) => userName),
      CompanyName: row.name,
    })),
    UserNames: [...new Set(roles.map(({ userName }) => userName))],
    AssetNames: assets.map(({ name }) => name),
    OnExchangeBalancesByAssetName: assets.map(({ name, onExchangeBalance }) => ({
      [name]: onExchangeBalance === 'NaN' ? null : exactNumber(onExchangeBalance),
    })),
    Country: row.country,
    StateOrProvinceOfIncorporation: row.stateOrProvince,
    IncorporationDate: row.incorporationDate.replace('.000Z', 'Z'),
    AccountingCurrency: row.accountingCurrency,
    OffExchangeBalancesByAssetName: [],
  };
}
