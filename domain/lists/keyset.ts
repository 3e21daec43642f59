import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { MAX_ID, plainText } from '../call/request';
import type { Direction } from './paging';

/** A column that rows are ordered by. Its SQL is part of the program, never of a request. */
export interface SortKey {
  sql: Prisma.Sql;
  type: keyof typeof KEY_TYPES;
  /**
   * Where the key is a name in another table that only one row there has, upper and lower case alike: the id
   * that joins, that table, and the name's column. The list's rows of that name are then found by their id.
   */
  only?: { id: Prisma.Sql; table: Prisma.Sql; column: Prisma.Sql };
}

/** How a key's value travels in a cursor, and how it is bound. All are text in JSON. */
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

/** Where a page begins: after or before the row with these key values. */
export interface Cursor {
  isBackward: boolean;
  values: string[];
}

/**
 * An opaque cursor. It carries the order it belongs to, so that it can't be used with another.
 *
 * @param order name of the sort and its direction
 * @param cursor the place
 */
export function encodeCursor(order: string, { isBackward, values }: Cursor): string {
  return Buffer.from(JSON.stringify([order, isBackward, values])).toString('base64url');
}

/**
 * Reads a cursor that came back.
 *
 * @param order the order in force
 * @param keys its keys
 * @param text the cursor
 * @returns the place, or null when the text is none of ours or belongs to another order
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

/** The condition that a row is like another in a key. */
function isAlike({ sql, only }: SortKey, value: Prisma.Sql): Prisma.Sql {
  return only
    ? Prisma.sql`${only.id} = (SELECT one.id FROM ${only.table} one WHERE lower(one.${only.column}) = ${value})`
    : Prisma.sql`${sql} = ${value}`;
}

/** A piece of a page: a condition on the keys, and the order to read in. */
interface Piece {
  condition: Prisma.Sql;
  order: Prisma.Sql;
}

/**
 * SQL of a keyset page, in pieces of which each goes on where the one before it ends: first the rows that are
 * like the last one in all keys but one, in the end those that are like it in none. Keys may lie in two
 * tables, where no index serves their comparison as a row: rows that are alike in the first key would be read
 * again for each page of them. In a piece the keys that are alike don't count, and an index serves the rest.
 *
 * @param keys of the order
 * @param direction of the order
 * @param cursor where the page begins; null for the first page, which is one piece
 */
export function keyset(keys: readonly SortKey[], direction: Direction, cursor: Cursor | null): Piece[] {
  const isDescending = (direction === 'desc') !== (cursor?.isBackward ?? false);
  const orderBy = (columns: readonly SortKey[]) =>
    Prisma.join(columns.map(({ sql }) => (isDescending ? Prisma.sql`${sql} DESC` : Prisma.sql`${sql} ASC`)));
  if (!cursor) return [{ condition: Prisma.sql`TRUE`, order: orderBy(keys) }];
  const comparison = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const bound = keys.map((key, index) => ({ key, value: bind(cursor.values[index] ?? '', key) }));
  return bound
    .map(({ key, value }, index) => {
      const alike = bound.slice(0, index).map((one) => isAlike(one.key, one.value));
      const beyond = Prisma.sql`${key.sql} ${comparison} ${value}`;
      return { condition: Prisma.join([...alike, beyond], ' AND '), order: orderBy(keys.slice(index)) };
    })
    .reverse();
}
