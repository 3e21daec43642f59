import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { MAX_ID, plainText } from '../call/request';
import type { JoinedName } from './names';
import type { Direction } from './paging';

/** A column that rows are sorted by. Its SQL must never come from a request. */
export interface SortKey {
  sql: Prisma.Sql;
  type: keyof typeof KEY_TYPES;
  /**
   * For a key that is a name in another table, unique there apart from case: where the names come from. Rows
   * with the same name are then found by the joining id.
   */
  only?: JoinedName['joined'];
}

/** A joined name as a key. Names must be unique in their table, apart from case. */
export const uniqueName = ({ name, joined }: JoinedName): SortKey => ({
  sql: Prisma.sql`lower(${name})`,
  type: 'text',
  only: joined,
});

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

/** The condition that a row has this value in a key. */
function isAlike({ sql, only }: SortKey, value: Prisma.Sql): Prisma.Sql {
  return only
    ? Prisma.sql`${only.id} = (SELECT one.id FROM ${only.table} one WHERE lower(one.${only.column}) = ${value})`
    : Prisma.sql`${sql} = ${value}`;
}

/** One query of a page: a condition on the keys, and the order to read in. */
interface Piece {
  condition: Prisma.Sql;
  order: Prisma.Sql;
}

/**
 * The SQL of a keyset page, as pieces to read in order. The first piece holds the rows that equal the
 * cursor's row in all keys but the last; the last piece holds those that differ in the first key. Keys may
 * come from two tables, and then no index serves a comparison of whole rows: each page would read again all
 * rows that are equal in the first key. Within a piece the equal keys don't affect the order, so an index
 * serves the rest.
 *
 * @param cursor null for the first page, which is one piece
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
