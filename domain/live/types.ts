/**
 * A part of what the console shows: the beginning of the keys under which pages keep it, such as `['person',
 * 12]` or `['list', 'operators']`. The empty one is everything.
 */
export type QueryPrefix = readonly (string | number)[];

/** What a page hears of changes. */
export interface LiveNews {
  /** By others, and in the reader's own session. */
  areas: QueryPrefix[];
  ownAreas: QueryPrefix[];
  /** Whether the reader's own rights may be others now. */
  hasNewRights: boolean;
}
