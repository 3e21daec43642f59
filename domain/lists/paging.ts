/** What every list has in common. Free of the database, so that pages may share it. */
export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
export const DEFAULT_PAGE_SIZE: PageSize = 50;

export const DIRECTIONS = ['asc', 'desc'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Matches are counted exactly up to this many; beyond it, that there are more is all that is said. */
export const COUNT_LIMIT = 1_000;
export const SEARCH_MAX = 100;

export interface Page<Row> {
  rows: Row[];
  /** Cursors of the pages around this one, or null at the ends. */
  next: string | null;
  previous: string | null;
  total: { count: number; isMore: boolean };
}
