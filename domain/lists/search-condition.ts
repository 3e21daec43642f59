import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { MAX_ID } from '../call/request';

/** A column of a list that search looks into. */
export interface SearchPlace {
  /** The name, in the list's own query. */
  name: Prisma.Sql;
  /** Where such names stand, when the list only joins them: the id that joins, the table, and its column. */
  joined?: { id: Prisma.Sql; table: Prisma.Sql; column: Prisma.Sql };
}

/**
 * Up to this many matching names are looked up by their ids; with more of them the list is full of matches.
 */
const MOST_IDS = 1_000;

/**
 * The id that was typed.
 *
 * @param term what was typed
 * @returns undefined when it can't be one
 */
export const idIn = (term: string): number | undefined =>
  /^\d{1,10}$/.test(term) && Number(term) <= MAX_ID ? Number(term) : undefined;

/**
 * A condition for search as you type: any part of a name, or an id in full.
 *
 * Names are sought in their own table first, by its trigram index. Where few match, the list is entered by
 * their ids. Where many match, it is read in its order, and a page fills up soon.
 *
 * @param term what was typed
 * @param places the columns to look into
 * @param ids columns of ids besides
 */
export async function searchCondition(
  term: string,
  places: readonly SearchPlace[],
  ids: readonly Prisma.Sql[] = [],
): Promise<Prisma.Sql> {
  const part = likePattern(term);
  const joined = places.flatMap((place) => place.joined ?? []);
  const found = joined.length === 0 ? [] : await matchingIds(part, joined);
  const conditions = places.map(({ name, joined: by }) => {
    const matching = by && found[joined.indexOf(by)];
    return by && matching && matching.length <= MOST_IDS
      ? Prisma.sql`${by.id} = ANY (${matching}::int[])`
      : Prisma.sql`${name} ILIKE ${part}`;
  });
  const id = idIn(term);
  const idColumns = [...joined.map((by) => by.id), ...ids];
  const byId = id === undefined ? [] : idColumns.map((column) => Prisma.sql`${column} = ${id}`);
  return Prisma.sql`(${Prisma.join([...conditions, ...byId], ' OR ')})`;
}

/** The ids of matching names, one list per place, in one round trip. */
async function matchingIds(part: string, joined: NonNullable<SearchPlace['joined']>[]): Promise<number[][]> {
  const lists = joined.map(
    ({ table, column }) => Prisma.sql`
      (SELECT coalesce(json_agg(id), '[]') FROM
        (SELECT id FROM ${table} WHERE ${column} ILIKE ${part} LIMIT ${MOST_IDS + 1}) matching)`,
  );
  const [row] = await database().$queryRaw<{ found: number[][] }[]>`
    SELECT json_build_array(${Prisma.join(lists)}) AS found`;
  return row?.found ?? [];
}

/**
 * A pattern for LIKE that finds a term at the beginning of a name. `%` and `_` in it stand for themselves.
 *
 * @param term what was typed
 */
export const beginningPattern = (term: string) => `${term.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * A pattern for LIKE that finds a term anywhere in a name.
 *
 * @param term what was typed
 */
export const likePattern = (term: string) => `%${beginningPattern(term)}`;
