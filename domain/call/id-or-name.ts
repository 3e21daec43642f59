import { Prisma } from '@/prisma/generated/client';
import { refuse } from './errors';

/** A thing named by id, by name, or by both. */
export interface IdOrName {
  id: number | undefined;
  name: string | undefined;
}

/**
 * The words for a thing as a request names it, for example `account 8801 (windmill-main)`.
 *
 * @param kind what the thing is
 * @param naming as given
 */
export function wordsOf(kind: string, { id, name }: IdOrName): string {
  if (id === undefined) return `${kind} ${name}`;
  return name === undefined ? `${kind} ${id}` : `${kind} ${id} (${name})`;
}

/**
 * The condition that a row is the thing named. Names are compared exactly, by way of the index that ignores
 * case.
 *
 * @param columns of id and name
 * @param naming as given, by one of them at least
 */
export function isNamed(columns: { id: Prisma.Sql; name: Prisma.Sql }, { id, name }: IdOrName): Prisma.Sql {
  const conditions = [
    ...(id === undefined ? [] : [Prisma.sql`${columns.id} = ${id}`]),
    ...(name === undefined
      ? []
      : [Prisma.sql`lower(${columns.name}) = lower(${name}) AND ${columns.name} = ${name}`]),
  ];
  return Prisma.join(conditions, ' AND ');
}

/**
 * The row that was found, if it is the only one.
 *
 * @param rows what isNamed found
 * @param kind what the thing is
 * @param naming as given
 * @throws Refusal 104 when there is none, or id and name point at different things
 */
export function requireSingle<Row>(rows: Row[], kind: string, naming: IdOrName): Row {
  const [row] = rows;
  if (row && rows.length === 1) return row;
  if (naming.id === undefined || naming.name === undefined) {
    return refuse('not_found', `There is no ${wordsOf(kind, naming)}.`);
  }
  return refuse('not_found', `${kind} ${naming.id} and ${kind} ${naming.name} are not one and the same.`);
}
