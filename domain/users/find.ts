import { Prisma } from '@/prisma/generated/client';
import { type IdOrName, isNamed, requireSingle } from '../call/id-or-name';
import type { RowLock } from '../call/row-lock';
import type { Tx } from '../call/transaction';

export interface User {
  id: number;
  userName: string;
  defaultAccountId: number | null;
}

const columns = { id: Prisma.sql`id`, name: Prisma.sql`user_name` };

/** The query for a user by id, name or both. */
export const userNamed = (naming: IdOrName, lock: RowLock): Prisma.Sql => Prisma.sql`
  SELECT id, user_name AS "userName", default_account_id AS "defaultAccountId"
  FROM users WHERE ${isNamed(columns, naming)} ${lock}`;

/**
 * Reads what userNamed has found.
 *
 * @throws Refusal 104 when there is no such user, or id and name identify different users
 */
export const requireUser = (rows: User[], naming: IdOrName): User => requireSingle(rows, 'user', naming);

/** Finds a user (`userNamed`, `requireUser`). */
export async function findUser(tx: Tx, naming: IdOrName, lock: RowLock): Promise<User> {
  return requireUser(await tx.$queryRaw<User[]>(userNamed(naming, lock)), naming);
}

/**
 * The condition that a user's sign-in is not blocked. It reads only the index of blocked users, who are few.
 *
 * @param userId the column of the user's id
 */
export const isNotBlocked = (userId: Prisma.Sql): Prisma.Sql => Prisma.sql`NOT EXISTS (
  SELECT FROM users blocked WHERE blocked.id = ${userId} AND NOT blocked.email_verified)`;

/** The most others that a row counts. */
export const COUNTED_OTHERS = 100;

/** SQL about the other holders of what a row gives access to. */
export interface Others {
  /** Whether there are any, even if none of them can use it. */
  exist: Prisma.Sql;
  /** The number of those who can use it, at most 100. */
  able: Prisma.Sql;
  /** The number of all, at most 100. */
  all: Prisma.Sql;
}

/**
 * Makes the SQL about the other holders.
 *
 * @param from what follows FROM and finds them
 * @param isAble the condition that one of them can use what they hold
 */
export function othersOf(from: Prisma.Sql, isAble: Prisma.Sql): Others {
  const count = (found: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${found} LIMIT ${COUNTED_OTHERS}) others)`;
  return {
    exist: Prisma.sql`EXISTS (SELECT FROM ${from})`,
    able: count(Prisma.sql`${from} AND ${isAble}`),
    all: count(from),
  };
}
