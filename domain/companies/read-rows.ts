import { Prisma } from '@/prisma/generated/client';
import { refuse } from '../call/errors';
import type { Tx } from '../call/transaction';
import { isoTime } from '../values/iso-time';
import type { CompanyView, RoleName } from './types';

/** A company; `assets` and `roles` are null when it has none. */
export interface CompanyRow
  extends Omit<CompanyView, 'members' | 'assets' | 'areSignInsShown' | 'isHistoryWhole'> {
  assets: CompanyView['assets'] | null;
  roles: { userId: number; userName: string; canSignIn: boolean; role: RoleName }[] | null;
}

interface Which {
  /** A condition on companies `c`. */
  where: Prisma.Sql;
  /** The most to return. */
  limit: number;
}

/**
 * The query for companies with their assets and roles, which are in the order in which they were added. The
 * companies are sorted by id.
 */
export const companyRows = (which: Which): Prisma.Sql => Prisma.sql`
    WITH chosen AS (SELECT * FROM companies c WHERE ${which.where} ORDER BY c.id LIMIT ${which.limit}),
    owned AS (
      SELECT a.company_id, json_agg(json_build_object('name', a.name,
               'onExchangeBalance', trim_scale(a.on_exchange_balance)::text) ORDER BY a.id) AS assets
      FROM company_assets a WHERE a.company_id IN (SELECT id FROM chosen) GROUP BY a.company_id
    ),
    held AS (
      SELECT r.company_id, json_agg(json_build_object('userId', u.id, 'userName', u.user_name,
               'canSignIn', u.email_verified, 'role', r.role) ORDER BY r.id) AS roles
      FROM company_roles r JOIN users u ON u.id = r.user_id
      WHERE r.company_id IN (SELECT id FROM chosen) GROUP BY r.company_id
    )
    SELECT c.id, c.name, c.country, c.state_or_province_of_incorporation AS "stateOrProvince",
      ${isoTime(Prisma.sql`c.incorporation_date`)} AS "incorporationDate", c.accounting_currency AS "accountingCurrency",
      owned.assets, held.roles
    FROM chosen c LEFT JOIN owned ON owned.company_id = c.id LEFT JOIN held ON held.company_id = c.id
    ORDER BY c.id`;

/** Reads companies (`companyRows`). */
export const readCompanyRows = (tx: Tx, which: Which): Promise<CompanyRow[]> =>
  tx.$queryRaw<CompanyRow[]>(companyRows(which));

/** @throws Refusal 104 when there is no such company */
export async function readCompanyRow(tx: Tx, companyId: number): Promise<CompanyRow> {
  const [row] = await readCompanyRows(tx, { where: Prisma.sql`c.id = ${companyId}`, limit: 1 });
  return row ?? refuse('not_found', `There is no company ${companyId}.`);
}
