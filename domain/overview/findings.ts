import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import type { Query } from '../call/operation';
import { can, overseesAll, type Permission } from '../call/permissions';
import { managesCompany } from '../companies/scope';
import type { Page } from '../lists/paging';
import { defineReferenceList } from '../lists/reference-list';
import type { Reference } from '../lists/types';
import { FINDINGS, type Finding } from './types';

/** Which rows `t` of a table a finding counts, and which permission an actor needs to see it. */
interface Definition {
  permission: Permission;
  table: Prisma.Sql;
  name: Prisma.Sql;
  where: (actor: Actor) => Prisma.Sql;
}

const operators = Prisma.sql`FROM operator_omses l WHERE l.oms_id = t.id`;
const coAdmins = Prisma.sql`FROM company_roles r WHERE r.company_id = t.id AND r.role = 'CoAdmin'`;

/** Whether there is exactly one row. It stops counting at two. */
const isOne = (rows: Prisma.Sql) => Prisma.sql`(SELECT count(*) FROM (SELECT ${rows} LIMIT 2) few) = 1`;

const oms = (condition: Prisma.Sql): Definition => ({
  permission: 'operators:read',
  table: Prisma.sql`omses`,
  name: Prisma.sql`name`,
  where: () => condition,
});

const company = (condition: Prisma.Sql): Definition => ({
  permission: 'companies:read',
  table: Prisma.sql`companies`,
  name: Prisma.sql`name`,
  where: (actor) => Prisma.sql`${managesCompany(actor, Prisma.sql`t.id`)} AND ${condition}`,
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

const definitions: Record<Finding, Definition> = {
  'blocked-with-access': {
    permission: 'user-info:read',
    table: Prisma.sql`users`,
    name: Prisma.sql`user_name`,
    where: (actor) => Prisma.sql`NOT t.email_verified AND ${holdsAccess(actor)}`,
  },
  'omses-without-operator': oms(Prisma.sql`NOT EXISTS (SELECT ${operators})`),
  'omses-with-one-operator': oms(isOne(operators)),
  'accounts-without-user': {
    permission: 'account-links:read',
    table: Prisma.sql`accounts`,
    name: Prisma.sql`handle`,
    where: () => Prisma.sql`NOT EXISTS (SELECT FROM user_accounts l WHERE l.account_id = t.id)`,
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
  FINDINGS.map((finding) => {
    const { where, ...definition } = definitions[finding];
    return [finding, defineReferenceList({ ...definition, call: `List ${finding}`, scope: where })];
  }),
) as Record<Finding, Query<Page<Reference>>>;

/**
 * The findings that the actor may see.
 *
 * @returns each with a query for `id` and `name`
 */
export const findingsFor = (actor: Actor): { finding: Finding; found: Prisma.Sql }[] =>
  FINDINGS.filter((finding) => can(actor, definitions[finding].permission)).map((finding) => {
    const { table, name, where } = definitions[finding];
    return {
      finding,
      found: Prisma.sql`SELECT t.id, t.${name} AS name FROM ${table} t WHERE ${where(actor)} ORDER BY t.id`,
    };
  });
