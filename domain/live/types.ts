/**
 * Part of what the console shows: the beginning of the query keys of pages, such as `['person', 12]` or
 * `['list', 'operators']`. The empty prefix matches everything.
 */
export type QueryPrefix = readonly (string | number)[];

/** The message that a page gets about changes. */
export interface LiveNews {
  /** Changed by others, and changed in the page's own session. */
  areas: QueryPrefix[];
  ownAreas: QueryPrefix[];
  /** Whether the actor's own rights may have changed. */
  hasNewRights: boolean;
}
