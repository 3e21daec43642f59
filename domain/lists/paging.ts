/** What all lists share. Pages import this file, so it must not import the database. */
export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
export const DEFAULT_PAGE_SIZE: PageSize = 50;

/** The most rows of one statement when a whole list is read. They must fit into memory. */
export const MAX_ROWS_AT_ONCE = 1_000;

export const DIRECTIONS = ['asc', 'desc'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Matches are counted exactly up to this number. Beyond it a list only says that there are more. */
export const COUNT_LIMIT = 1_000;
export const SEARCH_MAX = 100;

export interface Page<Row> {
  rows: Row[];
  /** Cursors of the next and the previous page, or null at the ends. */
  next: string | null;
  previous: string | null;
  /** The number of matches, if they were counted. With `isMore` it is the least there are. */
  total: { count: number; isMore: boolean };
}

/**
 * The request of a list operation, made of what an address or a page gives.
 *
 * @param given unchecked; what is not common to all lists is a filter of this one
 */
export function listRequest({ search, sort, direction, size, cursor, ...filters }: Record<string, unknown>) {
  return { search, sort, direction, size, cursor, filters };
}
