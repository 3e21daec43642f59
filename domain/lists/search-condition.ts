import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import type { JoinedName } from './names';
import { hasEmail, idIn, likePattern } from './search-term';

/** A column that a list's search covers: a name, either joined or of the list's own table. */
export type SearchPlace = JoinedName | { name: Prisma.Sql; joined?: never };

/** Up to this many matching names are looked up by their ids; with more of them the list is full of matches. */
const MAX_IDS = 1_000;

/**
 * The condition for search as you type. It matches any part of a name, a whole id, or the beginning of a user's
 * e-mail address.
 *
 * It first searches each name's own table by its trigram index. If few names match, the condition uses their
 * ids. If many match, it compares names: then the list is read in its own order, and a page fills up soon.
 *
 * @param also further conditions of the list's own
 */
export async function searchCondition(
  { term, actor }: { term: string; actor: Actor },
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
  const byJoinedId = joined.flatMap((by) => {
    const joinedId = idIn(term, by.nouns);
    const byEmail = by.nouns.includes('user') ? hasEmail(by.id, term, actor) : undefined;
    return [
      ...(joinedId === undefined ? [] : [Prisma.sql`${by.id} = ${joinedId}`]),
      ...(byEmail ? [byEmail] : []),
    ];
  });
  return Prisma.sql`(${Prisma.join([...conditions, ...byJoinedId, ...also], ' OR ')})`;
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
