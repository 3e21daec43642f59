import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { managesCompany } from '../companies/scope';
import { defineQuery } from '../operation';
import { COUNT_LIMIT } from '../paging';
import { can, overseesAll } from '../permissions';
import type { Overview } from './types';

const SHOWN = 5;
const ADMINS = Prisma.sql`FROM company_roles r WHERE r.company_id = c.id AND r.role = 'CoAdmin'`;

/** Counts the rows of a FROM clause as far as a list would. */
const counted = (from: Prisma.Sql) =>
  Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${COUNT_LIMIT + 1}) counted)`;

/** Counts what a query of ids and names finds, and names the first few. */
const attention = (found: Prisma.Sql) => Prisma.sql`(
  SELECT json_build_object('count', count(*),
    'first', coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY id) FILTER (WHERE nth <= ${SHOWN}), '[]'))
  FROM (SELECT id, name, row_number() OVER (ORDER BY id) AS nth
        FROM (${found} LIMIT ${COUNT_LIMIT + 1}) few) numbered)`;

/** Counts, and what needs attention, of what the actor may see. One round trip. */
export const getOverview = defineQuery({
  call: 'GetOverview',
  permission: 'overview:read',
  request: z.object({}),
  async run(actor) {
    const mayRead = {
      operators: can(actor, 'operators:read'),
      links: can(actor, 'account-links:read'),
      roles: can(actor, 'company-roles:read'),
    };
    const mine = managesCompany(actor, Prisma.sql`c.id`);
    const own = managesCompany(actor, Prisma.sql`r.company_id`);
    const only = (isShown: boolean, sql: Prisma.Sql) => (isShown ? sql : Prisma.sql`NULL`);
    const [overview] = await database().$queryRaw<Overview[]>`
      SELECT
        ${only(mayRead.operators, counted(Prisma.sql`operator_omses`))} AS "operatorAssignments",
        ${only(mayRead.links, counted(Prisma.sql`user_accounts`))} AS "accountLinks",
        ${only(mayRead.roles, counted(Prisma.sql`company_roles r WHERE ${own}`))} AS "companyRoles",
        ${only(
          mayRead.operators,
          attention(Prisma.sql`SELECT m.id, m.name FROM omses m
            WHERE NOT EXISTS (SELECT FROM operator_omses l WHERE l.oms_id = m.id) ORDER BY m.id`),
        )} AS "omsesWithoutOperator",
        ${only(
          mayRead.links,
          attention(Prisma.sql`SELECT a.id, a.handle AS name FROM accounts a
            WHERE NOT EXISTS (SELECT FROM user_accounts l WHERE l.account_id = a.id) ORDER BY a.id`),
        )} AS "accountsWithoutUser",
        ${only(
          overseesAll(actor),
          attention(
            Prisma.sql`SELECT c.id, c.name FROM companies c WHERE NOT EXISTS (SELECT ${ADMINS}) ORDER BY c.id`,
          ),
        )} AS "companiesWithoutAdmin",
        ${only(
          mayRead.roles,
          attention(Prisma.sql`SELECT c.id, c.name FROM companies c
            WHERE ${mine} AND (SELECT count(*) ${ADMINS}) = 1 ORDER BY c.id`),
        )} AS "companiesWithOneAdmin",
        ${only(
          mayRead.roles,
          attention(Prisma.sql`SELECT c.id, c.name FROM companies c
            WHERE ${mine} AND EXISTS (SELECT ${ADMINS}) AND NOT EXISTS (
              SELECT ${ADMINS} AND EXISTS (SELECT FROM users u WHERE u.id = r.user_id AND u.email_verified))
            ORDER BY c.id`),
        )} AS "companiesWithBarredAdmins"`;
    return overview as Overview;
  },
});
