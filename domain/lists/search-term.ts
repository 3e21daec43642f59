import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { seesEverybody } from '../call/permissions';
import { MAX_ID } from '../call/request';

/** What dialogs and entries write before an id, in lower case. An operator's id is that of the user. */
const NOUNS = ['user', 'operator', 'oms', 'account', 'company', 'entry'] as const;
export type Noun = (typeof NOUNS)[number];

const ID = new RegExp(`^(?:(${NOUNS.join('|')})\\s+)?(\\d{1,10})$`, 'i');

/** The most users to find by one beginning of an e-mail address. */
const MAX_USERS = 1_000;

/**
 * The id that a search term can mean: a number, or a noun and a number, such as "OMS 3".
 *
 * @param nouns the nouns for the things that are searched; a number alone can mean anything
 * @returns undefined when the term can't be the id of such a thing
 */
export function idIn(term: string, nouns: readonly Noun[] = []): number | undefined {
  const [, noun, digits] = ID.exec(term) ?? [];
  const fits = noun === undefined || nouns.some((one) => one === noun.toLowerCase());
  return fits && digits !== undefined && Number(digits) <= MAX_ID ? Number(digits) : undefined;
}

/** A LIKE pattern that finds a term at the beginning of a name. `%` and `_` in the term match literally. */
export const beginningPattern = (term: string) => `${term.replace(/[\\%_]/g, '\\$&')}%`;

/** A LIKE pattern that finds a term anywhere in a name. */
export const likePattern = (term: string) => `%${beginningPattern(term)}`;

/**
 * The condition that the e-mail address of a user begins with the term.
 *
 * @param userId the column of the user's id
 * @returns undefined when the term is no beginning of an address with its `@`, or the actor may not see addresses
 */
export const hasEmail = (userId: Prisma.Sql, term: string, actor: Actor): Prisma.Sql | undefined =>
  term.indexOf('@') > 0 && seesEverybody(actor)
    ? Prisma.sql`${userId} = ANY (ARRAY(SELECT addressed.id FROM users addressed
        WHERE lower(addressed.email) LIKE lower(${beginningPattern(term)}) LIMIT ${MAX_USERS}))`
    : undefined;
