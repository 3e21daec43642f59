import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { defineQuery } from '../call/operation';
import { overseesAll } from '../call/permissions';
import { documentedRequest } from '../call/request';
import { enforceRowLimit, ROWS_ASKED } from '../lists/row-limit';
import { readCompanyReplies } from './read-reply';
import type { CompanyReply } from './types';

/** A member who does not manage the company may see what it is, but neither its members nor its balances. */
const withoutMembers = (company: CompanyReply): CompanyReply => ({
  ...company,
  Roles: [],
  UserNames: [],
  OnExchangeBalancesByAssetName: [],
});

/**
 * GetCompanies: the companies in which the actor has a role, by id; every company for actors who oversee
 * everything. Only companies that the actor manages come with members and balances.
 */
export const getCompanies = defineQuery({
  call: 'GetCompanies',
  permission: 'own-companies:read',
  request: documentedRequest({}),
  async run(actor) {
    const isMember = Prisma.sql`EXISTS (
      SELECT FROM company_roles own WHERE own.company_id = c.id AND own.user_id = ${actor.userId})`;
    const where = overseesAll(actor) ? Prisma.sql`TRUE` : isMember;
    const db = database();
    // Check the number of rows before reading everything that belongs to them.
    const ids = await db.$queryRaw<
      unknown[]
    >`SELECT c.id FROM companies c WHERE ${where} LIMIT ${ROWS_ASKED}`;
    enforceRowLimit(ids, 'The console lists those that you manage page by page.');
    const companies = await readCompanyReplies(db, { where, limit: ids.length });
    const isManaged = ({ CompanyId }: CompanyReply) =>
      overseesAll(actor) || actor.adminOf.some(({ id }) => id === CompanyId);
    return companies.map((company) => (isManaged(company) ? company : withoutMembers(company)));
  },
});
