import { refuse } from '../call/errors';

/** Most rows that a documented list call answers with. */
const MOST_ROWS = 10_000;

/** What a query of a documented list asks for at most: one more than may be answered. */
export const ROWS_ASKED = MOST_ROWS + 1;

/**
 * The rows of a documented list, if they are few enough to be answered in one piece.
 *
 * @param rows what was read, ROWS_ASKED at most
 * @param narrower which call or field to use instead, in words
 * @throws Refusal 101 when there are more
 */
export function enforceRowLimit<Row>(rows: Row[], narrower: string): Row[] {
  if (rows.length > MOST_ROWS) {
    refuse('operation_failed', `There are more than ${MOST_ROWS} rows. ${narrower}`);
  }
  return rows;
}
