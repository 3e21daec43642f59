/**
 * Up to this many names of a kind are looked up by their ids. With more of them the list is read in its own order,
 * and a page fills up soon. At ten million rows both ways cost about the same here.
 */
export const MAX_NAMES = 5_000;

/** When filters and scope leave no more rows than this, search reads these rows, and looks up no name. */
export const MAX_ROWS = 2_000;
