import { COUNT_LIMIT } from '@/domain/lists/paging';

/**
 * A count in words: beyond 1,000 only that there are more is known.
 *
 * @param count at most 1,001
 */
export const inFull = (count: number) =>
  count > COUNT_LIMIT ? `${COUNT_LIMIT.toLocaleString('en-US')}+` : count.toLocaleString('en-US');
