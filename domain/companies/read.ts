import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { seesSignIn } from '../call/permissions';
import type { Tx } from '../call/transaction';
import { exactNumber } from '../values/exact-json';
import { isoTime } from '../values/iso-time';
import type { CompanyReply, CompanyView } from './types';
import { ROLE_NAMES, type RoleName } from './types';

interface Row extends Omit<CompanyView, 'members' | 'assets'> {
  assets: CompanyView['assets'] | null;
  roles: { userId: number; userName: string; canSignIn: boolean; role: RoleName }[] | null;
}

/**
 * Reads companies with their assets and roles in one query. Assets and roles are in the order in which they
 * were added.
 *
 * @param which a condition on companies `c`, and the most to return
 * @returns sorted by id
 */
async function readCompanyRows(tx: Tx, which: { where: Prisma.Sql; limit: number }): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
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
}

async function readCompanyRow(tx: Tx, companyId: number): Promise<Row> {
  const [row] = await readCompanyRows(tx, { where: Prisma.sql`c.id = ${companyId}`, limit: 1 });
  return row ?? refuse('not_found', `There is no company ${companyId}.`);
}

/**
 * The documented company object, as RemoveUserRole and GetCompanies return it. Its roles are CoAdmin,
 * CoShareholder and CoAgent, in this order, including roles that no one has.
 *
 * @throws Refusal 104 when there is no such company
 */
export async function readCompanyReply(tx: Tx, companyId: number): Promise<CompanyReply> {
  return toReply(await readCompanyRow(tx, companyId));
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
  return (await readCompanyRows(tx, which)).map(toReply);
}

function toReply(row: Row): CompanyReply {
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

/**
 * A company as its page shows it: one line for each member, with all of their roles.
 *
 * @throws Refusal 104 when there is no such company
 */
export async function readCompanyView(tx: Tx, companyId: number, actor: Actor): Promise<CompanyView> {
  const { roles, assets, ...company } = await readCompanyRow(tx, companyId);
  const members = new Map<number, CompanyView['members'][number]>();
  for (const { role, canSignIn, ...user } of roles ?? []) {
    const told = seesSignIn(actor, user.userId) ? canSignIn : null;
    const member = members.get(user.userId) ?? { ...user, canSignIn: told, roles: [] };
    member.roles = ROLE_NAMES.filter((name) => name === role || member.roles.includes(name));
    members.set(user.userId, member);
  }
  return {
    ...company,
    assets: assets ?? [],
    members: [...members.values()],
  };
}
