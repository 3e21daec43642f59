import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import type { SortKey } from './keyset';
import { beginsWord, type MatchingIds, matchesName, matchingIds } from './matching-names';
import type { JoinedName } from './names';
import { MAX_NAMES } from './search-limits';
import { beginningPattern, hasEmail, idIn } from './search-term';

/** A column that a list's search covers: a name, either joined or of the list's own table. */
export type SearchPlace = JoinedName | { name: Prisma.Sql; joined?: never };

/** The rows that a search finds: those of any of these conditions. */
export interface Found {
  /** Each finds few rows. They are all gathered, and then sorted. */
  gathered: Prisma.Sql[];
  /** Each finds many rows. The list is read in its own order for each, until a page is full. */
  walked: Prisma.Sql[];
  /** Rows of those that are walked, found by ids: if they are as many as can be counted, nothing else need be. */
  sample?: Prisma.Sql;
}

const hasId = ({ id }: JoinedName['joined'], ids: readonly number[]): Prisma.Sql[] =>
  ids.length === 0 ? [] : [Prisma.sql`${id} = ANY (${ids}::int[])`];

/**
 * Finds the rows for search as you type. It matches beginnings of words, any part of a name from three characters
 * on, a whole id, or the beginning of a user's e-mail address. A name that has a term within a word may be left out
 * if more than MAX_NAMES names have a word that begins with it.
 *
 * @param also further conditions of the list's own, each of which an index serves
 * @param firstKey what the list is sorted by first
 * @param limited the rows that filters and scope leave, if any is in use
 */
export async function searchFor(
  { term, actor }: { term: string; actor: Actor },
  places: readonly SearchPlace[],
  {
    also = [],
    firstKey,
    limited,
  }: { also?: readonly Prisma.Sql[]; firstKey: SortKey; limited: Prisma.Sql | undefined },
): Promise<Found> {
  const joined = places.flatMap((place) => (place.joined ? [place] : []));
  const own = places.flatMap(({ name, joined: by }) => (by ? [] : [matchesName(name, term)]));
  const direct = joined.flatMap(({ joined: by }) => {
    const joinedId = idIn(term, by.nouns);
    const byEmail = by.nouns.includes('user') ? hasEmail(by.id, term, actor) : undefined;
    return [
      ...(joinedId === undefined ? [] : [Prisma.sql`${by.id} = ${joinedId}`]),
      ...(byEmail ? [byEmail] : []),
    ];
  });
  if (joined.length === 0) return { gathered: [], walked: [...own, ...direct, ...also] };
  const ids = await matchingIds(
    term,
    joined.map((place) => place.joined),
    limited,
  );
  if (!ids) {
    const all = [...joined.map(({ name }) => matchesName(name, term)), ...own, ...direct, ...also];
    return { gathered: [Prisma.sql`(${Prisma.join(all, ' OR ')})`], walked: [] };
  }
  const found = joined.map((place, index) =>
    foundBy(place, { term, firstKey, ids: ids[index] as MatchingIds }),
  );
  const samples = found.flatMap(({ sample }) => sample ?? []);
  return {
    gathered: [...found.flatMap(({ gathered }) => gathered), ...direct, ...also],
    walked: [...own, ...found.flatMap(({ walked }) => walked)],
    ...(samples[0] && { sample: samples[0] }),
  };
}

/**
 * A condition that many rows meet. PostgreSQL expects few of it and would read all of them first; it can't look into
 * a CASE, and expects half of the rows.
 */
const met = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`CASE WHEN ${condition} THEN TRUE END`;

/** The rows that one name finds. */
function foundBy(
  { name, joined }: JoinedName,
  { term, firstKey, ids: { begun, later, parts } }: { term: string; firstKey: SortKey; ids: MatchingIds },
): Found {
  const isMany = (ids: readonly number[]) => ids.length > MAX_NAMES;
  const many = [begun, later, parts].find(isMany);
  const sample = many && hasId(joined, many)[0];
  const few = [...new Set([begun, later, parts].filter((ids) => !isMany(ids)).flat())];
  // Names that begin with the term stand together in the order of names. The walk must not begin far before them.
  const { sql: key } = firstKey;
  const isTogether = isMany(begun) && [name.sql, Prisma.sql`lower(${name})`.sql].includes(key.sql);
  const beginning = Prisma.sql`(${key} LIKE lower(${beginningPattern(term)}) AND ${key} >= lower(${term}))`;
  return {
    gathered: hasId(joined, few),
    walked: [
      ...(isTogether ? [beginning] : []),
      ...(isMany(later) || (isMany(begun) && !isTogether) ? [met(beginsWord(name, term))] : []),
      ...(isMany(parts) ? [met(matchesName(name, term))] : []),
    ],
    ...(sample && { sample }),
  };
}
