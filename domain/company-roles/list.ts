import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { seesSignIn } from '../call/permissions';
import { idFilter, yesFilter } from '../call/request';
import { companyNames } from '../companies/list';
import { managesCompany } from '../companies/scope';
import { ROLE_NAMES } from '../companies/types';
import { defineList, optionalFilter } from '../lists/define-list';
import { joinedThing } from '../lists/joined-thing';
import { signInFilter, whereSignIn } from '../lists/sign-in-filter';
import { userNames } from '../users/list';
import { otherHolders } from './find';
import type { CompanyRoleRow } from './types';

const roleId = { sql: Prisma.sql`r.id`, type: 'int' } as const;
const userOf = joinedThing(userNames, 'r.user', 'user');
const companyOf = joinedThing(companyNames, 'r.company', 'company');

/**
 * Nobody else has the role in the company, by the number that triggers keep. It counts people whose sign-in is blocked:
 * CoAdmins may not see that.
 */
const isOnlyOfRole = Prisma.sql`(r.company_id, r.role) IN (
  SELECT kept.company_id, kept.role FROM company_role_holders kept WHERE kept.holders = 1)`;

/** Roles of users in the companies that the actor manages. */
export const listCompanyRoles = defineList({
  call: 'ListCompanyRoles',
  permission: 'company-roles:read',
  filters: z.object({
    user: idFilter,
    company: idFilter,
    role: z.enum(ROLE_NAMES, { error: `must be one of ${ROLE_NAMES.join(', ')}` }).optional(),
    isOnly: yesFilter,
    signIn: signInFilter,
  }),
  sorts: {
    company: { keys: [companyOf.key, roleId] },
    user: { keys: [userOf.key, roleId] },
  },
  select: Prisma.sql`
    r.id AS "roleId", r.role::text AS role, r.user_id AS "userId", u.user_name AS "userName",
    r.company_id AS "companyId", c.name AS "companyName",
    NOT u.email_verified AS "signInBlocked",
    ARRAY(SELECT x.role::text FROM company_roles x
      WHERE x.company_id = r.company_id AND x.user_id = r.user_id AND x.role <> r.role ORDER BY x.role) AS "otherRoles",
    r.role = 'CoAdmin' AND NOT ${otherHolders.exist} AS "isLastCoAdmin"`,
  from: (join) => Prisma.sql`
    company_roles r ${join} users u ON u.id = r.user_id ${join} companies c ON c.id = r.company_id`,
  rowId: [roleId.sql],
  scope: (actor) => managesCompany(actor, Prisma.sql`r.company_id`),
  where: ({ user, company, role, isOnly, signIn }, actor) => [
    optionalFilter(user, (id) => Prisma.sql`r.user_id = ${id}`),
    optionalFilter(company, (id) => Prisma.sql`r.company_id = ${id}`),
    optionalFilter(role, (name) => Prisma.sql`r.role = ${name}::company_role_name`),
    optionalFilter(isOnly, () => isOnlyOfRole),
    whereSignIn(signIn, actor, Prisma.sql`NOT u.email_verified`),
  ],
  search: [userOf, companyOf],
  toRow: (row: CompanyRoleRow, actor) => ({
    ...row,
    signInBlocked: row.signInBlocked && seesSignIn(actor, row.userId),
  }),
});
