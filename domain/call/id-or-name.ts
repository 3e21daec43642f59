import { Prisma } from '@/prisma/generated/client';
import { refuse } from './errors';

/** Identifies an object by id, by name, or by both. */
export interface IdOrName {
  id: number | undefined;
  name: string | undefined;
}

/**
 * Names an object as a request identifies it, for example `account 8801 (windmill-main)`.
 *
 * @param kind the noun, for example `account`
 */
export function wordsOf(kind: string, { id, name }: IdOrName): string {
  if (id === undefined) return `${kind} ${name}`;
  return name === undefined ? `${kind} ${id}` : `${kind} ${id} (${name})`;
}

/**
 * The SQL condition that a row is the object in question. Names are compared exactly, with the help of the
 * index that ignores case. At least one of `id` and `name` must be given.
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
 * Returns the only row that isNamed found.
 *
 * @throws Refusal 104 when there is no row, or id and name identify different objects
 */
export function requireSingle<Row>(rows: Row[], kind: string, naming: IdOrName): Row {
  const [row] = rows;
  if (row && rows.length === 1) return row;
  if (naming.id === undefined || naming.name === undefined) {
    return refuse('not_found', `There is no ${wordsOf(kind, naming)}.`);
  }
  return refuse('not_found', `${kind} ${naming.id} and ${kind} ${naming.name} are not one and the same.`);
}
