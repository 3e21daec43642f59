import { Prisma } from '@/prisma/generated/client';
import { accountHandles } from '../accounts/list';
import type { Actor } from '../call/actor';
import type { Query } from '../call/operation';
import { can, overseesAll } from '../call/permissions';
import { companyNames } from '../companies/list';
import { managesCompany } from '../companies/scope';
import type { Names, ScopedNames } from '../lists/names';
import type { Page } from '../lists/paging';
import { defineReferenceList, ownRows, type RowSource } from '../lists/reference-list';
import { omsNames } from '../omses/list';
import { hasNoOperator, hasOneOperator } from '../operators/find';
import { userNames } from '../users/list';
import { columnsOf } from './finding-columns';
import { FINDINGS, type Finding, type FindingRow } from './types';

/** Which rows a finding counts, and which permission an actor needs to see it. */
interface FindingDefinition extends ScopedNames {
  source: RowSource;
}

const oms = (condition: Prisma.Sql): FindingDefinition => ({
  ...omsNames,
  permission: 'operators:read',
  scope: () => condition,
  source: ownRows(omsNames),
});

/** Companies with so many CoAdmins, by the numbers that triggers keep. */
const company = (condition: Prisma.Sql): FindingDefinition => ({
  ...companyNames,
  scope: (actor) => Prisma.sql`${condition} AND ${managesCompany(actor, Prisma.sql`kept.company_id`)}`,
  source: {
    // With one row for each company, as its id says.
    from: (join) => Prisma.sql`
      (SELECT * FROM company_role_holders WHERE role = 'CoAdmin') kept ${join} companies t ON t.id = kept.company_id`,
    id: Prisma.sql`kept.company_id`,
    sortKey: Prisma.sql`kept.company_key`,
  },
});

/**
 * The condition that there is a row. Not an EXISTS: for that PostgreSQL may read a whole table once, if it expects
 * many people.
 */
const isThere = (rows: Prisma.Sql) => Prisma.sql`(SELECT TRUE FROM ${rows} LIMIT 1) IS TRUE`;

/** The condition that a user has a permission that the actor may see. */
function holdsPermission(actor: Actor): Prisma.Sql {
  const held = Prisma.sql`user_permissions p WHERE p.user_id = t.id`;
  if (overseesAll(actor)) return isThere(held);
  return can(actor, 'user-permission:change')
    ? isThere(Prisma.sql`${held} AND p.permission = 'Operator'`)
    : Prisma.sql`FALSE`;
}

/** The condition that a user has any access that the actor may see: first what most people have. */
function holdsAccess(actor: Actor): Prisma.Sql {
  const held = [
    ...(can(actor, 'account-links:read')
      ? [isThere(Prisma.sql`user_accounts l WHERE l.user_id = t.id`)]
      : []),
    ...(can(actor, 'operators:read')
      ? [isThere(Prisma.sql`operator_omses l WHERE l.operator_id = t.id`)]
      : []),
    ...(can(actor, 'company-roles:read')
      ? [
          isThere(Prisma.sql`company_roles r
            WHERE r.user_id = t.id AND ${managesCompany(actor, Prisma.sql`r.company_id`)}`),
        ]
      : []),
  ];
  return Prisma.sql`(${Prisma.join([...held, holdsPermission(actor)], ' OR ')})`;
}

const definitions: Record<Finding, FindingDefinition> = {
  'blocked-with-access': {
    ...userNames,
    permission: 'user-info:read',
    scope: (actor) => Prisma.sql`NOT t.email_verified AND ${holdsAccess(actor)}`,
    source: ownRows(userNames),
  },
  'omses-without-operator': oms(hasNoOperator(Prisma.sql`t.id`)),
  'omses-with-one-operator': oms(hasOneOperator(Prisma.sql`t.id`)),
  'accounts-without-user': {
    ...accountHandles,
    scope: () => Prisma.sql`kept.able = 0`,
    source: {
      from: (join) => Prisma.sql`account_users kept ${join} accounts t ON t.id = kept.account_id`,
      id: Prisma.sql`kept.account_id`,
      sortKey: Prisma.sql`kept.account_key`,
    },
  },
  'companies-without-co-admin': company(Prisma.sql`kept.holders = 0`),
  'companies-with-one-co-admin': company(Prisma.sql`kept.holders = 1`),
  'companies-with-blocked-co-admins': {
    ...company(Prisma.sql`kept.holders > 0 AND kept.able = 0`),
    permission: 'company-sign-ins:read',
  },
};

/** The list behind each number of the overview. */
export const findingLists = Object.fromEntries(
  FINDINGS.map((finding) => [
    finding,
    defineReferenceList(`List ${finding}`, definitions[finding], {
      ...columnsOf(finding),
      source: definitions[finding].source,
    }),
  ]),
) as Record<Finding, Query<Page<FindingRow>>>;

/**
 * The findings that the actor may see.
 *
 * @returns each with a query for the ids in their order, and where their names are
 */
export const findingsFor = (actor: Actor): { finding: Finding; found: Prisma.Sql; names: Names }[] =>
  FINDINGS.filter((finding) => can(actor, definitions[finding].permission)).map((finding) => {
    const { scope, source, ...names } = definitions[finding];
    return {
      finding,
      found: Prisma.sql`
        SELECT ${source.id} AS id FROM ${source.from(Prisma.sql`LEFT JOIN`)} WHERE ${scope(actor)} ORDER BY ${source.id}`,
      names,
    };
  });
