import { Prisma } from '@/prisma/generated/client';
import { accountHandles } from '../accounts/list';
import type { Actor } from '../call/actor';
import type { Query } from '../call/operation';
import { can, overseesAll } from '../call/permissions';
import { companyNames } from '../companies/list';
import { managesCompany } from '../companies/scope';
import type { ScopedNames } from '../lists/names';
import type { Page } from '../lists/paging';
import { defineReferenceList } from '../lists/reference-list';
import { omsNames } from '../omses/list';
import { canOperate } from '../operators/find';
import { isNotBlocked } from '../users/find';
import { userNames } from '../users/list';
import { columnsOf } from './finding-columns';
import { FINDINGS, type Finding, type FindingRow } from './types';

const operators = Prisma.sql`FROM operator_omses l
  WHERE l.oms_id = t.id AND ${canOperate(Prisma.sql`l.operator_id`)}`;
const coAdmins = Prisma.sql`FROM company_roles r WHERE r.company_id = t.id AND r.role = 'CoAdmin'`;

/** Whether there is exactly one row. It stops counting at two. */
const isOne = (rows: Prisma.Sql) => Prisma.sql`(SELECT count(*) FROM (SELECT ${rows} LIMIT 2) few) = 1`;

const oms = (condition: Prisma.Sql): ScopedNames => ({
  ...omsNames,
  permission: 'operators:read',
  scope: () => condition,
});

const company = (condition: Prisma.Sql): ScopedNames => ({
  ...companyNames,
  scope: (actor) => Prisma.sql`${companyNames.scope(actor)} AND ${condition}`,
});

/** The condition that a user has a permission that the actor may see. */
function holdsPermission(actor: Actor): Prisma.Sql {
  const held = Prisma.sql`EXISTS (SELECT FROM user_permissions p WHERE p.user_id = t.id`;
  if (overseesAll(actor)) return Prisma.sql`${held})`;
  return can(actor, 'user-permission:change')
    ? Prisma.sql`${held} AND p.permission = 'Operator')`
    : Prisma.sql`FALSE`;
}

/** The condition that a user has any access that the actor may see. */
function holdsAccess(actor: Actor): Prisma.Sql {
  const held = [
    ...(can(actor, 'operators:read')
      ? [Prisma.sql`EXISTS (SELECT FROM operator_omses l WHERE l.operator_id = t.id)`]
      : []),
    ...(can(actor, 'account-links:read')
      ? [Prisma.sql`EXISTS (SELECT FROM user_accounts l WHERE l.user_id = t.id)`]
      : []),
    ...(can(actor, 'company-roles:read')
      ? [
          Prisma.sql`EXISTS (SELECT FROM company_roles r
            WHERE r.user_id = t.id AND ${managesCompany(actor, Prisma.sql`r.company_id`)})`,
        ]
      : []),
  ];
  return Prisma.sql`(${Prisma.join([...held, holdsPermission(actor)], ' OR ')})`;
}

/** Which rows a finding counts, and which permission an actor needs to see it. */
const definitions: Record<Finding, ScopedNames> = {
  'blocked-with-access': {
    ...userNames,
    permission: 'user-info:read',
    scope: (actor) => Prisma.sql`NOT t.email_verified AND ${holdsAccess(actor)}`,
  },
  'omses-without-operator': oms(Prisma.sql`NOT EXISTS (SELECT ${operators})`),
  'omses-with-one-operator': oms(isOne(operators)),
  'accounts-without-user': {
    ...accountHandles,
    scope: () => Prisma.sql`NOT EXISTS (SELECT FROM user_accounts l
      WHERE l.account_id = t.id AND ${isNotBlocked(Prisma.sql`l.user_id`)})`,
  },
  'companies-without-co-admin': company(Prisma.sql`NOT EXISTS (SELECT ${coAdmins})`),
  'companies-with-one-co-admin': company(isOne(coAdmins)),
  'companies-with-blocked-co-admins': {
    ...company(Prisma.sql`EXISTS (SELECT ${coAdmins}) AND NOT EXISTS (
      SELECT ${coAdmins} AND EXISTS (SELECT FROM users u WHERE u.id = r.user_id AND u.email_verified))`),
    permission: 'company-sign-ins:read',
  },
};

/** The list behind each number of the overview. */
export const findingLists = Object.fromEntries(
  FINDINGS.map((finding) => [
    finding,
    defineReferenceList(`List ${finding}`, definitions[finding], columnsOf(finding)),
  ]),
) as Record<Finding, Query<Page<FindingRow>>>;

/**
 * The findings that the actor may see.
 *
 * @returns each with a query for `id` and `name`
 */
export const findingsFor = (actor: Actor): { finding: Finding; found: Prisma.Sql }[] =>
  FINDINGS.filter((finding) => can(actor, definitions[finding].permission)).map((finding) => {
    const { table, column, scope } = definitions[finding];
    return {
      finding,
      found: Prisma.sql`SELECT t.id, t.${column} AS name FROM ${table} t WHERE ${scope(actor)} ORDER BY t.id`,
    };
  });
