import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { defineQuery, type Query } from '../call/operation';
import type { Permission } from '../call/permissions';
import { plainText } from '../call/request';
import { statementsOfFound } from './found-page';
import { type Cursor, decodeCursor, encodeCursor, type SortKey } from './keyset';
import { isEveryRow } from './names';
import { LEFT_JOIN, type RowWalk, statementsOf } from './page-statements';
import {
  COUNT_LIMIT,
  DEFAULT_PAGE_SIZE,
  DIRECTIONS,
  type Direction,
  MAX_ROWS_AT_ONCE,
  PAGE_SIZES,
  type Page,
  SEARCH_MAX,
} from './paging';
import { type SearchPlace, searchFor } from './search-condition';

export interface ListDefinition<Raw, Row, Filters> {
  call: string;
  permission: Permission;
  /** The list's filters, besides search. All are optional. */
  filters: z.ZodType<Filters>;
  /** The sorts by name. Each must end in keys that make it unique. The first is the default. */
  sorts: Record<string, { keys: readonly SortKey[]; direction?: Direction }>;
  select: Prisma.Sql | ((actor: Actor) => Prisma.Sql);
  /**
   * The list's own table, and the tables that it joins by foreign keys. Each row joins exactly one row of
   * each, so that the rows can also be counted without them.
   *
   * @param join `JOIN` to read rows, `LEFT JOIN` to count them: PostgreSQL leaves out what it does not need
   */
  from: Prisma.Sql | ((join: Prisma.Sql) => Prisma.Sql);
  /** The columns of the list's own table that identify a row. */
  rowId: readonly Prisma.Sql[];
  /** The condition that limits the rows to those the actor may see. */
  scope: (actor: Actor) => Prisma.Sql;
  /** The conditions of the filters in use. */
  where: (filters: Filters, actor: Actor) => (Prisma.Sql | undefined)[];
  /**
   * For a list with one sort key whose scope no single index serves: the query for the keys of the actor's
   * nearest rows, if it reads fewer rows than scope and filters.
   */
  nearest?: (actor: Actor, filters: Filters, walk: RowWalk) => Prisma.Sql | undefined;
  /** The columns of names that search covers. */
  search: readonly SearchPlace[] | ((actor: Actor) => readonly SearchPlace[]);
  /** Scope and filters are costly to check, so a search looks for names first, however few rows they leave. */
  isSearchedFirst?: boolean;
  /** Further conditions that a term may match, besides the names. */
  searchAlso?: (term: string, actor: Actor) => readonly Prisma.Sql[];
  toRow: (raw: Raw, actor: Actor) => Row;
}

const NOT_COUNTED = Prisma.sql`NULL::int`;

const wholeList = {
  search: plainText(0, SEARCH_MAX)
    .transform((term) => term.trim())
    .default(''),
  direction: z.enum(DIRECTIONS, { error: 'must be asc or desc' }).optional(),
  size: z.coerce
    .number({ error: 'must be a number' })
    .refine(
      (size) => (PAGE_SIZES as readonly number[]).includes(size),
      `must be one of ${PAGE_SIZES.join(', ')}`,
    )
    .default(DEFAULT_PAGE_SIZE),
  cursor: z.string().max(2_000, 'is too long').optional(),
  /** For reading a whole list: how many rows at once, uncounted. An address can't set it (`listRequest`). */
  rowsAtOnce: z.int().min(1).max(MAX_ROWS_AT_ONCE).optional(),
};

/**
 * Defines a list: filters, search, a choice of sorts, and keyset pages of bounded size. All lists have this
 * shape.
 */
export function defineList<Raw, Row, Filters>(
  definition: ListDefinition<Raw, Row, Filters>,
): Query<Page<Row>> {
  const { call, permission, sorts } = definition;
  const from = (join: Prisma.Sql) =>
    definition.from instanceof Function ? definition.from(join) : definition.from;
  const sortNames = Object.keys(sorts) as [string, ...string[]];
  const request = z.object({
    ...wholeList,
    sort: z.enum(sortNames, { error: `must be one of ${sortNames.join(', ')}` }).default(sortNames[0]),
    filters: definition.filters,
  });

  return defineQuery<z.output<typeof request>, Page<Row>>({
    call,
    permission,
    request,
    async run(actor, { search, sort, rowsAtOnce, cursor, filters, ...given }) {
      const size = rowsAtOnce ?? given.size;
      const isCounted = rowsAtOnce === undefined;
      const { keys, direction: usual = 'asc' } =
        sorts[sort] ?? refuse('invalid_request', `sort ${sort} is unknown.`);
      const direction = given.direction ?? usual;
      const order = `${sort} ${direction}`;
      const forActor = <Part>(part: Part | ((actor: Actor) => Part)) =>
        part instanceof Function ? part(actor) : part;
      const place = cursor === undefined ? null : decodeCursor(order, keys, cursor);
      if (cursor !== undefined && !place) {
        refuse('invalid_request', 'The cursor does not fit this order. Start again from the first page.');
      }
      const conditions = [
        definition.scope(actor),
        ...definition.where(filters, actor).filter((condition) => condition !== undefined),
      ];
      const where = Prisma.join(conditions, ' AND ');
      const select = forActor(definition.select);
      const parts = { select, from, where, filters: filters as object, keys, direction, cursor: place };
      const limited =
        definition.isSearchedFirst || conditions.every(isEveryRow)
          ? undefined
          : Prisma.sql`SELECT FROM ${from(LEFT_JOIN)} WHERE ${where}`;
      const found =
        search === ''
          ? undefined
          : await searchFor({ term: search, actor }, forActor(definition.search), {
              also: definition.searchAlso?.(search, actor) ?? [],
              firstKey: keys[0] as SortKey,
              limited,
            });
      const { reading, total, counting, isLeast } = found
        ? statementsOfFound({ ...parts, rowId: definition.rowId, found })
        : statementsOf({ ...parts, nearest: (walk) => definition.nearest?.(actor, filters, walk) });
      const statement = reading(size + 1, isCounted ? total : NOT_COUNTED);
      type Read = Raw & { keys: string[]; total: number };
      const raws = isCounted
        ? await database().$queryRaw<Read[]>(statement)
        : await readAtOnce<Read>(statement);
      const count = raws[0]?.total ?? (isCounted && place ? await countAlone(counting) : 0);
      const { rows, next, previous } = cut(raws, size, place);
      const encode = (isBackward: boolean, edge: { keys: string[] } | undefined) =>
        edge ? encodeCursor(order, { isBackward, values: edge.keys }) : null;
      return {
        rows: rows.map(({ keys: _, total: __, ...raw }) => definition.toRow(raw as Raw, actor)),
        next: encode(false, next),
        previous: encode(true, previous),
        total: {
          count: Math.min(Math.max(count, isLeast ? rows.length : 0), COUNT_LIMIT),
          isMore: !isCounted || count > COUNT_LIMIT || (isLeast && (place !== null || next !== undefined)),
        },
      };
    },
  });
}

/** Reads many rows as one text: for the driver, each value of each row costs more than reading JSON. */
async function readAtOnce<Row>(statement: Prisma.Sql): Promise<Row[]> {
  const [read] = await database().$queryRaw<{ rows: Row[] | null }[]>`
    SELECT json_agg(page) AS rows FROM (${statement}) page`;
  return read?.rows ?? [];
}

/** The count for a page without rows, such as one whose rows have all been removed. */
async function countAlone(counting: Prisma.Sql): Promise<number> {
  const [row] = await database().$queryRaw<{ total: number }[]>(counting);
  return row?.total ?? 0;
}

/**
 * Cuts the page out of what was read. One extra row shows that the list continues in the direction of
 * reading.
 */
function cut<Raw>(raws: Raw[], size: number, place: Cursor | null) {
  const goesOn = raws.length > size;
  const rows = raws.slice(0, size);
  if (place?.isBackward) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const isBackward = place?.isBackward ?? false;
  return {
    rows,
    next: isBackward || goesOn ? last : undefined,
    previous: (isBackward ? goesOn : place !== null) ? first : undefined,
  };
}

/** The condition of an optional filter, or undefined when the filter is not in use. */
export function optionalFilter<Value>(
  value: Value | undefined,
  condition: (value: Value) => Prisma.Sql,
): Prisma.Sql | undefined {
  return value === undefined ? undefined : condition(value);
}
