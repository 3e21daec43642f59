import { COUNT_LIMIT } from '@/domain/lists/paging';

/**
 * Formats a count. Above 1,000 the exact number is unknown.
 *
 * @param count at most 1,001
 */
export const inFull = (count: number) =>
  count > COUNT_LIMIT ? `${COUNT_LIMIT.toLocaleString('en-US')}+` : count.toLocaleString('en-US');
