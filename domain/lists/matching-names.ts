import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { JoinedName, Names } from './names';
import { MAX_NAMES, MAX_ROWS } from './search-limits';
import { beginningPattern, likePattern } from './search-term';

/** A shorter term finds only the beginnings of words: the trigram index can't find it. */
const TRIGRAM = 3;
export const isShort = (term: string) => [...term].length < TRIGRAM;

/** The ids of names of one kind that match, each list up to one more than MAX_NAMES. */
export interface MatchingIds {
  /** Of names that begin with the term. */
  begun: number[];
  /** Of names that have a later word which begins with the term. */
  later: number[];
  /** Of names that have the term anywhere. Not searched if the others are many. */
  parts: number[];
}

/** The condition that a word of a name begins with the term, as in the table search_words. */
export const beginsWord = (name: Prisma.Sql, term: string): Prisma.Sql => Prisma.sql`
  (lower(${name}) LIKE lower(${likePattern(term)}) AND (lower(${name}) LIKE lower(${beginningPattern(term)}) OR EXISTS (
    SELECT FROM unnest(search_words_of(${name})) word WHERE word LIKE lower(${beginningPattern(term)}))))`;

/** The condition that a name has the term anywhere, or for a short term that one of its words begins with it. */
export const matchesName = (name: Prisma.Sql, term: string): Prisma.Sql =>
  isShort(term) ? beginsWord(name, term) : Prisma.sql`${name} ILIKE ${likePattern(term)}`;

/** The query for the ids of words after the first that begin with a term. */
export const laterWords = ({ kind }: Pick<Names, 'kind'>, term: string): Prisma.Sql => Prisma.sql`
  SELECT id FROM search_words WHERE kind = ${kind}::search_kind AND word LIKE lower(${beginningPattern(term)})
  ORDER BY word, id`;

/** The query for the ids of names that begin with a term. Its order is the index's, so that it ends at a limit. */
export const begunNames = ({ table, column }: Names, term: string): Prisma.Sql => Prisma.sql`
  SELECT id FROM ${table} WHERE lower(${column}) LIKE lower(${beginningPattern(term)})
  ORDER BY lower(${column}) USING ~<~`;

function matching(names: Names, term: string): Prisma.Sql {
  const { table, column } = names;
  const limit = MAX_NAMES + 1;
  const idsOf = (list: string) => Prisma.sql`(SELECT coalesce(json_agg(id), '[]') FROM ${Prisma.raw(list)})`;
  const parts = isShort(term)
    ? Prisma.sql`SELECT NULL::int AS id WHERE FALSE`
    : Prisma.sql`SELECT id FROM ${table} WHERE ${column} ILIKE ${likePattern(term)}
        AND (SELECT count(*) FROM begun) + (SELECT count(*) FROM later) <= ${MAX_NAMES} LIMIT ${limit}`;
  return Prisma.sql`
    (WITH begun AS MATERIALIZED (${begunNames(names, term)} LIMIT ${limit}),
      later AS MATERIALIZED (${laterWords(names, term)} LIMIT ${limit}),
      parts AS MATERIALIZED (${parts})
    SELECT json_build_object('begun', ${idsOf('begun')}, 'later', ${idsOf('later')}, 'parts', ${idsOf('parts')}))`;
}

/**
 * The ids of matching names for each of several kinds, in one round trip.
 *
 * @param limited the rows that filters and scope leave, if any is in use
 * @returns undefined when those rows are so few that they can be read instead: then no name is looked up
 */
export async function matchingIds(
  term: string,
  joined: JoinedName['joined'][],
  limited: Prisma.Sql | undefined,
): Promise<MatchingIds[] | undefined> {
  const found = Prisma.sql`json_build_array(${Prisma.join(joined.map((names) => matching(names, term)))})`;
  const [row] = await database().$queryRaw<{ found: MatchingIds[] | null }[]>`SELECT ${
    limited
      ? Prisma.sql`CASE WHEN (SELECT count(*) FROM (${limited} LIMIT ${MAX_ROWS + 1}) limited) > ${MAX_ROWS} THEN ${found} END`
      : found
  } AS found`;
  return row?.found ?? undefined;
}
