import { refuse } from '../call/errors';

/** The most rows that a documented list call returns. */
const MAX_ROWS = 10_000;

/** The LIMIT of such a call's query: one row more than it may return, so that too many rows show. */
export const ROWS_ASKED = MAX_ROWS + 1;

/**
 * Returns the rows of a documented list call, unless there are too many for one reply.
 *
 * @param rows at most ROWS_ASKED
 * @param narrower a sentence for the refusal: which call or field to use instead
 * @throws Refusal 101 when there are more than 10,000 rows
 */
export function enforceRowLimit<Row>(rows: Row[], narrower: string): Row[] {
  if (rows.length > MAX_ROWS) {
    refuse('operation_failed', `There are more than ${MAX_ROWS} rows. ${narrower}`);
  }
  return rows;
}
