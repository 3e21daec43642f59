import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Direction } from './paging';
import { MAX_ID, plainText } from './request';

/** A column that rows are ordered by. Its SQL is part of the program, never of a request. */
export interface SortKey {
  sql: Prisma.Sql;
  type: keyof typeof KEY_TYPES;
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

/** SQL of a keyset page: the condition on the keys, and the order to read in. */
export function keyset(keys: readonly SortKey[], direction: Direction, cursor: Cursor | null) {
  const isDescending = (direction === 'desc') !== (cursor?.isBackward ?? false);
  const columns = keys.map(({ sql }) => sql);
  const order = Prisma.join(
    columns.map((sql) => (isDescending ? Prisma.sql`${sql} DESC` : Prisma.sql`${sql} ASC`)),
  );
  if (!cursor) return { order, condition: Prisma.sql`TRUE` };
  const bound = keys.map((key, index) => bind(cursor.values[index] ?? '', key));
  const comparison = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const [column, value] = [columns[0] ?? Prisma.empty, bound[0] ?? Prisma.empty];
  // The keys may lie in two tables, where no index serves their comparison as a row. The first key alone has one.
  const condition = Prisma.sql`${column} ${comparison}= ${value}
    AND (${Prisma.join(columns)}) ${comparison} (${Prisma.join(bound)})`;
  return { order, condition };
}
