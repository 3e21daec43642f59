import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { MAX_ID, plainText } from '../call/request';
import type { Direction } from './paging';

/** A column of the list's own table that rows are sorted by. Its SQL must never come from a request. */
export interface SortKey {
  sql: Prisma.Sql;
  type: keyof typeof KEY_TYPES;
  /** The filter that leaves one value of this key. Then the other keys make the order, which an index has. */
  fixedBy?: string;
}

/** For each type of key: the form of its value in a cursor, always text, and the SQL type to bind it as. */
const KEY_TYPES = {
  text: { schema: plainText(0, 400), cast: Prisma.sql`text` },
  int: {
    schema: z
      .string()
      .regex(/^\d{1,10}$/)
      .refine((digits) => Number(digits) <= MAX_ID),
    cast: Prisma.sql`int`,
  },
  bigint: { schema: z.string().regex(/^\d{1,18}$/), cast: Prisma.sql`bigint` },
} as const;

/** A page begins after the row with these key values, or ends before it. */
export interface Cursor {
  isBackward: boolean;
  values: string[];
}

/**
 * Makes an opaque cursor. It contains its order, so that it can't be used with another one.
 *
 * @param order name of the sort and its direction
 */
export function encodeCursor(order: string, { isBackward, values }: Cursor): string {
  return Buffer.from(JSON.stringify([order, isBackward, values])).toString('base64url');
}

/**
 * Reads a cursor from a request.
 *
 * @param order name of the sort and its direction
 * @returns null when the text is not a cursor or belongs to another order
 */
export function decodeCursor(order: string, keys: readonly SortKey[], text: string): Cursor | null {
  const schema = z.tuple([z.literal(order), z.boolean(), z.array(z.string()).length(keys.length)]);
  try {
    const [, isBackward, values] = schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    const areValid = keys.every(({ type }, index) => KEY_TYPES[type].schema.safeParse(values[index]).success);
    return areValid ? { isBackward, values } : null;
  } catch {
    return null;
  }
}

const bind = (value: string, { type }: SortKey) =>
  Prisma.sql`CAST(${value}::text AS ${KEY_TYPES[type].cast})`;

/** Whether rows are read in descending order. A page that ends before the cursor is read backward. */
export const isDescending = (direction: Direction, cursor: Cursor | null): boolean =>
  (direction === 'desc') !== (cursor?.isBackward ?? false);

/**
 * The SQL of a keyset page: a condition on the keys, and the order to read in. One index must have all keys
 * that no filter fixes, in their order, so that it serves both.
 *
 * @param filters those in use, by name
 * @param cursor null for the first page
 */
export function keyset(
  keys: readonly SortKey[],
  { filters, direction, cursor }: { filters: object; direction: Direction; cursor: Cursor | null },
): { condition: Prisma.Sql; order: Prisma.Sql } {
  const descends = isDescending(direction, cursor);
  const inUse = new Set(
    Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : name)),
  );
  const free = keys
    .map((key, index) => ({ ...key, value: bind(cursor?.values[index] ?? '', key) }))
    .filter(({ fixedBy }) => fixedBy === undefined || !inUse.has(fixedBy));
  const columns = Prisma.join(free.map(({ sql }) => sql));
  const values = Prisma.join(free.map(({ value }) => value));
  return {
    condition: cursor
      ? Prisma.sql`(${columns}) ${descends ? Prisma.sql`<` : Prisma.sql`>`} (${values})`
      : Prisma.sql`TRUE`,
    order: Prisma.join(free.map(({ sql }) => (descends ? Prisma.sql`${sql} DESC` : Prisma.sql`${sql} ASC`))),
  };
}
