import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { defineQuery } from '../call/operation';
import { can, type StoredPermission, seesEverybody } from '../call/permissions';
import { idSchema } from '../call/request';
import type { Tx } from '../call/transaction';
import { managesCompany } from '../companies/scope';
import { otherHolders } from '../company-roles/find';
import { COUNT_LIMIT } from '../lists/paging';
import { otherOperators } from '../operators/find';
import { readOpenSessions } from '../sessions/open-sessions';
import { readSignInLock } from '../sign-in/read-lock';
import { otherUsers } from '../user-accounts/find';
import { isoTime } from '../values/iso-time';
import type { Others } from './find';
import { getPersonShown } from './get-person-shown';
import { mayChangePermission } from './permission-change';
import { userScope } from './scope';
import { isGuarded, isLastSuperuser } from './subject';
import type { Person, ShownParts } from './types';

/** The most rows of each kind of access that are read, and up to which number they are counted. */
interface Extent {
  rows: number;
  counted: number;
}

/** On a person's page. The lists have the rest. */
const ON_PAGE: Extent = { rows: 100, counted: COUNT_LIMIT + 1 };

interface Row
  extends Omit<Person, 'signIn' | 'sessions' | 'may' | 'permissions' | 'shown' | 'isLastSuperuser'> {
  permissions: StoredPermission[];
  hasPassword: boolean;
}

/** The first rows that a query finds, and their number. */
const holdings = (columns: Prisma.Sql, from: Prisma.Sql, order: Prisma.Sql) => (extent: Extent) =>
  Prisma.sql`(
  SELECT json_build_object('count', (SELECT count(*) FROM (SELECT FROM ${from} LIMIT ${extent.counted}) counted),
    'rows', coalesce((SELECT json_agg(held) FROM (SELECT ${columns} FROM ${from} ORDER BY ${order} LIMIT ${extent.rows}) held), '[]')))`;

/**
 * Columns about the others with the same access.
 *
 * @param isTold whether the actor may know who can sign in
 */
const shared = ({ exist, able, all }: Others, isTold = true) =>
  Prisma.sql`${isTold ? able : all} AS others, ${exist} AS "hasOthers"`;

const omses = holdings(
  Prisma.sql`m.id AS "omsId", m.name AS "omsName", l.is_default AS "isDefault", ${shared(otherOperators)}`,
  Prisma.sql`operator_omses l JOIN omses m ON m.id = l.oms_id WHERE l.operator_id = u.id`,
  Prisma.sql`lower(m.name)`,
);

const accounts = holdings(
  Prisma.sql`a.id AS "accountId", a.handle AS "accountHandle", m.name AS "omsName",
    coalesce(u.default_account_id = a.id, FALSE) AS "isDefault", ${shared(otherUsers)}`,
  Prisma.sql`
    user_accounts l JOIN accounts a ON a.id = l.account_id JOIN omses m ON m.id = a.oms_id WHERE l.user_id = u.id`,
  Prisma.sql`lower(a.handle)`,
);

const LAST_SIGN_IN = Prisma.sql`(
  SELECT ${isoTime(Prisma.sql`max(created_at)`)} FROM sessions WHERE user_id = u.id)`;

const rolesFor = (actor: Actor) =>
  holdings(
    Prisma.sql`r.role, c.id AS "companyId", c.name AS "companyName",
      ${shared(otherHolders, seesEverybody(actor))}`,
    Prisma.sql`company_roles r JOIN companies c ON c.id = r.company_id
      WHERE r.user_id = u.id AND ${managesCompany(actor, Prisma.sql`c.id`)}`,
    Prisma.sql`lower(c.name), r.role`,
  );

function shownOf(permissions: StoredPermission[], extent: ShownParts['permissions']) {
  if (extent === 'none') return null;
  return extent === 'all' ? permissions : permissions.filter((name) => name === 'Operator');
}

function mayDo(actor: Actor, { userId, permissions }: Row): Person['may'] {
  const mayBeChanged = !isGuarded(permissions) || actor.permissions.includes('SUPERUSER');
  return {
    removeOmses: can(actor, 'operator-oms:remove'),
    removeAccounts: can(actor, 'user-account:remove'),
    removeRoles: can(actor, 'company-role:remove'),
    revoke: permissions.filter((permission) => mayChangePermission(actor, permission)),
    changeSignIn: mayBeChanged && can(actor, 'user-info:change') && userId !== actor.userId,
    unlock: mayBeChanged && can(actor, 'user:unlock'),
    // Actors end their own sessions on another page, which keeps the session in use.
    endSessions: can(actor, 'user:log-off') && userId !== actor.userId,
  };
}

/**
 * A person and all the access they still have, as far as an actor may see it.
 *
 * @throws Refusal 104, the same for a hidden person and one who does not exist
 */
export async function readPerson(
  db: Tx,
  { actor, userId, extent = ON_PAGE }: { actor: Actor; userId: number; extent?: Extent },
): Promise<Person> {
  const shown = getPersonShown(actor, userId);
  const only = (part: ShownParts[keyof ShownParts], sql: Prisma.Sql) =>
    part === 'none' ? Prisma.sql`NULL` : sql;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT u.id AS "userId", u.user_name AS "userName", u.email, NOT u.email_verified AS "isBlocked",
      u.password_hash IS NOT NULL AS "hasPassword",
      ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id ORDER BY permission) AS permissions,
      (SELECT name FROM operators WHERE id = u.id) AS "operatorName",
      ${only(shown.sessions, LAST_SIGN_IN)} AS "lastSignInAt",
      ${only(shown.omses, omses(extent))} AS omses,
      ${only(shown.accounts, accounts(extent))} AS accounts,
      ${only(shown.roles, rolesFor(actor)(extent))} AS roles
    FROM users u WHERE u.id = ${userId} AND ${userScope(actor, Prisma.sql`u.id`)}`;
  if (!row) refuse('not_found', 'There is nobody of that id among the people you may look at.');
  const { hasPassword, ...person } = row;
  const subject = { id: userId, permissions: row.permissions, canSignIn: hasPassword && !row.isBlocked };
  const lock = can(actor, 'user-info:read') ? await readSignInLock(db, row.userName) : null;
  return {
    ...person,
    ...(shown.signIn === 'none' && { email: null, isBlocked: null }),
    operatorName: can(actor, 'operators:read') ? row.operatorName : null,
    signIn: lock && { hasPassword, isLocked: lock.isLocked, failedSignIns: lock.count },
    permissions: shownOf(row.permissions, shown.permissions),
    // No session of a user whose sign-in is blocked is valid.
    sessions: shown.sessions === 'none' ? null : row.isBlocked ? [] : await readOpenSessions(db, userId),
    shown,
    isLastSuperuser: actor.permissions.includes('SUPERUSER') && (await isLastSuperuser(db, subject)),
    may: mayDo(actor, row),
  };
}

/** One person for their page. */
export const getPerson = defineQuery({
  call: 'GetPerson',
  permission: 'people:read',
  request: z.object({ userId: idSchema }),
  run: (actor, { userId }): Promise<Person> => readPerson(database(), { actor, userId }),
});
