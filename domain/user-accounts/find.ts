import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '../database';
import { refuse } from '../errors';
import type { RowLock } from '../removal';

/** A thing named by id, by name, or by both. */
export interface Naming {
  id: number | undefined;
  name: string | undefined;
}

export interface Account {
  id: number;
  handle: string;
  omsId: number;
}

export interface User {
  id: number;
  userName: string;
  defaultAccountId: number | null;
}

/**
 * The words for a thing as a request names it, for example `account 8801 (windmill-main)`.
 *
 * @param kind what the thing is
 * @param naming as given
 */
export function wordsOf(kind: string, { id, name }: Naming): string {
  if (id === undefined) return `${kind} ${name}`;
  return name === undefined ? `${kind} ${id}` : `${kind} ${id} (${name})`;
}

/** Names are compared exactly, by way of the index that ignores case. */
const named = (column: Prisma.Sql, name: string) =>
  Prisma.sql`lower(${column}) = lower(${name}) AND ${column} = ${name}`;

function theOne<Row>(rows: Row[], kind: string, naming: Naming): Row {
  const [row] = rows;
  if (row && rows.length === 1) return row;
  if (naming.id === undefined || naming.name === undefined) {
    return refuse('not_found', `There is no ${wordsOf(kind, naming)}.`);
  }
  return refuse('not_found', `${kind} ${naming.id} and ${kind} ${naming.name} are not one and the same.`);
}

const byIdAndName = (id: Prisma.Sql, name: Prisma.Sql, naming: Naming) => {
  const conditions = [
    ...(naming.id === undefined ? [] : [Prisma.sql`${id} = ${naming.id}`]),
    ...(naming.name === undefined ? [] : [named(name, naming.name)]),
  ];
  return Prisma.join(conditions, ' AND ');
};

/**
 * Finds an account as a request names it.
 *
 * @throws Refusal 104 when there is none, or id and handle point at different things
 */
export async function findAccount(tx: Tx, naming: Naming, lock: RowLock): Promise<Account> {
  const where = byIdAndName(Prisma.sql`id`, Prisma.sql`handle`, naming);
  const rows = await tx.$queryRaw<Account[]>`
    SELECT id, handle, oms_id AS "omsId" FROM accounts WHERE ${where} ${lock}`;
  return theOne(rows, 'account', naming);
}

/**
 * Finds a user as a request names him.
 *
 * @throws Refusal 104 when there is none, or id and name point at different people
 */
export async function findUser(tx: Tx, naming: Naming, lock: RowLock): Promise<User> {
  const where = byIdAndName(Prisma.sql`id`, Prisma.sql`user_name`, naming);
  const rows = await tx.$queryRaw<User[]>`
    SELECT id, user_name AS "userName", default_account_id AS "defaultAccountId" FROM users WHERE ${where} ${lock}`;
  return theOne(rows, 'user', naming);
}
