import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { can, seesSignIn } from '../call/permissions';
import { managesCompany } from '../companies/scope';
import { defineList } from '../lists/define-list';
import { joinedName } from '../lists/names';
import { signInFilter, whereSignIn } from '../lists/sign-in-filter';
import { operatorNames } from '../operators/list-people';
import { isoTime } from '../values/iso-time';
import { getPersonShown } from './get-person-shown';
import { userNames } from './list';
import { userScope } from './scope';
import type { UserRow } from './types';

const ID = Prisma.sql`u.id`;

/** Counts of what a person holds end here, so that a person with very many links costs no more. */
const MOST = 100;

const counted = (isShown: boolean, from: Prisma.Sql) =>
  isShown
    ? Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${MOST}) counted)`
    : Prisma.sql`NULL::int`;

/** Only the rows of the page are counted: the select list is evaluated after the limit. */
function columnsFor(actor: Actor): Prisma.Sql {
  const shown = getPersonShown(actor);
  const roles = Prisma.sql`company_roles r WHERE r.user_id = u.id AND ${managesCompany(actor, Prisma.sql`r.company_id`)}`;
  const permissions = Prisma.sql`ARRAY(SELECT p.permission::text FROM user_permissions p
    WHERE p.user_id = u.id AND p.permission <> 'Operator' ORDER BY p.permission)`;
  const lastSignIn = Prisma.sql`
    (SELECT ${isoTime(Prisma.sql`max(s.created_at)`)} FROM sessions s WHERE s.user_id = u.id)`;
  return Prisma.sql`
    u.id, u.user_name AS name, NOT u.email_verified AS "isBlocked",
    (SELECT own.name FROM operators own WHERE own.id = u.id) AS "operatorName",
    'Operator' = ANY (ARRAY(SELECT p.permission FROM user_permissions p WHERE p.user_id = u.id)) AS "isOperator",
    ${counted(shown.omses !== 'none', Prisma.sql`operator_omses l WHERE l.operator_id = u.id`)} AS omses,
    ${counted(shown.accounts !== 'none', Prisma.sql`user_accounts l WHERE l.user_id = u.id`)} AS accounts,
    ${counted(shown.roles !== 'none', roles)} AS roles,
    ${shown.permissions === 'all' ? permissions : Prisma.sql`NULL::text[]`} AS permissions,
    ${shown.sessions === 'none' ? Prisma.sql`NULL::text` : lastSignIn} AS "lastSignIn"`;
}

/** A search by a name that actors may not see would tell it, letter by letter. */
const searchedBy = (actor: Actor) => [
  joinedName(userNames, { id: ID, name: Prisma.sql`u.user_name` }),
  ...(can(actor, 'operators:read') ? [joinedName(operatorNames, { id: ID, name: Prisma.sql`o.name` })] : []),
];

/** The people whom the actor can see, and what they hold, as far as the actor may see it. */
export const listUsers = defineList({
  call: 'ListUsers',
  permission: 'people:read',
  filters: z.object({ signIn: signInFilter }),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(u.user_name)`, type: 'text' }] } },
  select: columnsFor,
  // Names of operators are compared only by a search that matches very many.
  from: Prisma.sql`users u LEFT JOIN operators o ON o.id = u.id`,
  rowId: [ID],
  scope: (actor) => userScope(actor, ID),
  where: ({ signIn }, actor) => [whereSignIn(signIn, actor, Prisma.sql`NOT u.email_verified`)],
  search: searchedBy,
  toRow: ({ isBlocked, operatorName, isOperator, ...row }: UserRow, actor): UserRow => ({
    ...row,
    isBlocked: seesSignIn(actor, row.id) ? isBlocked : null,
    ...(can(actor, 'operators:read')
      ? { operatorName, isOperator }
      : { operatorName: null, isOperator: null }),
  }),
});
