import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { MAX_ID } from '../call/request';
import type { JoinedName } from './names';

/** A column that a list's search covers: a name, either joined or of the list's own table. */
export type SearchPlace = JoinedName | { name: Prisma.Sql; joined?: never };

/** Up to this many matching names are looked up by their ids; with more of them the list is full of matches. */
const MAX_IDS = 1_000;

/**
 * The id that a search term can mean.
 *
 * @returns undefined when the term can't be an id
 */
export const idIn = (term: string): number | undefined =>
  /^\d{1,10}$/.test(term) && Number(term) <= MAX_ID ? Number(term) : undefined;

/**
 * The condition for search as you type. It matches any part of a name, or a whole id.
 *
 * It first searches each name's own table by its trigram index. If few names match, the condition uses their
 * ids. If many match, it compares names: then the list is read in its own order, and a page fills up soon.
 *
 * @param also further conditions of the list's own
 */
export async function searchCondition(
  term: string,
  places: readonly SearchPlace[],
  also: readonly Prisma.Sql[] = [],
): Promise<Prisma.Sql> {
  const part = likePattern(term);
  const joined = places.flatMap((place) => place.joined ?? []);
  const found = joined.length === 0 ? [] : await matchingIds(part, joined);
  const conditions = places.map(({ name, joined: by }) => {
    const matching = by && found[joined.indexOf(by)];
    return by && matching && matching.length <= MAX_IDS
      ? Prisma.sql`${by.id} = ANY (${matching}::int[])`
      : Prisma.sql`${name} ILIKE ${part}`;
  });
  const id = idIn(term);
  const byId = id === undefined ? [] : joined.map((by) => Prisma.sql`${by.id} = ${id}`);
  return Prisma.sql`(${Prisma.join([...conditions, ...byId, ...also], ' OR ')})`;
}

/** The ids of matching names, one array for each place, in one round trip. */
async function matchingIds(part: string, joined: JoinedName['joined'][]): Promise<number[][]> {
  const lists = joined.map(
    ({ table, column }) => Prisma.sql`
      (SELECT coalesce(json_agg(id), '[]') FROM
        (SELECT id FROM ${table} WHERE ${column} ILIKE ${part} LIMIT ${MAX_IDS + 1}) matching)`,
  );
  const [row] = await database().$queryRaw<{ found: number[][] }[]>`
    SELECT json_build_array(${Prisma.join(lists)}) AS found`;
  return row?.found ?? [];
}

/** A LIKE pattern that finds a term at the beginning of a name. `%` and `_` in the term match literally. */
export const beginningPattern = (term: string) => `${term.replace(/[\\%_]/g, '\\$&')}%`;

/** A LIKE pattern that finds a term anywhere in a name. */
export const likePattern = (term: string) => `%${beginningPattern(term)}`;
