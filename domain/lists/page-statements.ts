import { Prisma } from '@/prisma/generated/client';
import { type Cursor, isDescending, keyset, type SortKey } from './keyset';
import { COUNT_LIMIT, type Direction } from './paging';

export const [JOIN, LEFT_JOIN] = [Prisma.sql`JOIN`, Prisma.sql`LEFT JOIN`];

/** Which rows are nearest: those after a value of the sort key, or else from the beginning of the order. */
export interface RowWalk {
  isDescending: boolean;
  from: string | undefined;
  count: number;
}

/** What the statements of a page are made of. */
export interface PageParts {
  select: Prisma.Sql;
  from: (join: Prisma.Sql) => Prisma.Sql;
  /** The conditions of scope and filters. */
  where: Prisma.Sql;
  /** The query for the keys of the nearest of these rows, where it reads fewer rows than the conditions. */
  nearest: (walk: RowWalk) => Prisma.Sql | undefined;
  filters: object;
  keys: readonly SortKey[];
  direction: Direction;
  cursor: Cursor | null;
}

export interface PageStatements {
  /** The statement that reads rows. Each has its sort keys as text in `keys`, and `total`. */
  reading: (limit: number, total: Prisma.Sql) => Prisma.Sql;
  /** The number of all rows, up to one more than a list counts, to select as `total`. */
  total: Prisma.Sql;
  /** The statement for that number alone. */
  counting: Prisma.Sql;
  /** The number is of some rows, and there may be more. */
  isLeast: boolean;
}

/** The statements of a page without a search. */
export function statementsOf({ select, from, where, nearest, keys, ...page }: PageParts): PageStatements {
  const { condition, order } = keyset(keys, page);
  const keyTexts = Prisma.join(keys.map(({ sql }) => Prisma.sql`(${sql})::text`));
  const walk = (start: string | undefined, count: number) =>
    nearest({ isDescending: isDescending(page.direction, page.cursor), from: start, count });
  const matches =
    walk(undefined, COUNT_LIMIT + 1) ??
    Prisma.sql`(SELECT FROM ${from(LEFT_JOIN)} WHERE ${where} LIMIT ${COUNT_LIMIT + 1})`;
  const total = Prisma.sql`(SELECT count(*)::int FROM ${matches} matches)`;
  return {
    reading: (limit, count) => {
      const near = walk(page.cursor?.values[0], limit);
      const isNear = near ? Prisma.sql`${keys[0]?.sql} IN ${near}` : condition;
      return Prisma.sql`
        SELECT ${select}, ARRAY[${keyTexts}] AS keys, ${count} AS total
        FROM ${from(JOIN)} WHERE ${where} AND ${isNear} ORDER BY ${order} LIMIT ${limit}`;
    },
    total,
    counting: Prisma.sql`SELECT ${total} AS total`,
    isLeast: false,
  };
}
