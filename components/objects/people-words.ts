import { COUNT_LIMIT } from '@/domain/lists/paging';

/** A number up to the limit of counting, for example "5" or "more than 1,000". */
export const countWords = (count: number) =>
  count > COUNT_LIMIT ? `more than ${COUNT_LIMIT.toLocaleString('en')}` : String(count);

/**
 * How many people a thing has, and whether they can sign in.
 *
 * @param all the number of people, and `able` that of those who can sign in
 */
export function peopleWords({
  all,
  able,
  one,
  many,
}: {
  all: number;
  able: number;
  one: string;
  many: string;
}) {
  if (all === 0) return `No ${one}`;
  if (able === 0) return `No ${one} who can sign in`;
  if (able === 1) return `1 ${one} who can sign in`;
  return able === all ? `${countWords(all)} ${many}` : `${countWords(able)} ${many} who can sign in`;
}
