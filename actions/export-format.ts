import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

export const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', write: toCsv },
  json: { type: 'application/json; charset=utf-8', write: toJson },
} as const;

export type Format = keyof typeof FORMATS;

type Rows = AsyncIterable<object>;

/**
 * Writes rows as CSV with a line of headings. What a spreadsheet would take for a formula is quoted, so that a
 * user's name can't run anything on the desk of who opens it.
 *
 * @param rows as they come
 * @param columns keys of the rows, in the order of the columns
 * @returns a stream that takes rows only as fast as it is read, and fails as they do
 */
function toCsv(rows: Rows, columns: readonly string[]): Readable {
  const csv = stringify({
    ...{ header: true, columns: [...columns], escape_formulas: true },
    cast: {
      boolean: (value) => String(value),
      object: (value) => (Array.isArray(value) ? value.join(', ') : JSON.stringify(value)),
    },
  });
  // Whoever reads the stream hears of a failure.
  pipeline(Readable.from(rows), csv, () => {});
  return csv;
}

/**
 * Writes rows as one JSON array, a line for each.
 *
 * @param rows as they come
 * @param columns keys of the rows that are written
 */
function toJson(rows: Rows, columns: readonly string[]): Readable {
  async function* write() {
    let separator = '[\n';
    for await (const row of rows) {
      const picked = Object.fromEntries(
        columns.map((name) => [name, (row as Record<string, unknown>)[name]]),
      );
      yield separator + JSON.stringify(picked);
      separator = ',\n';
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  }
  return Readable.from(write());
}
