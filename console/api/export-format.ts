import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { revealHidden } from '@/domain/values/characters';

export const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', write: toCsv },
  json: { type: 'application/json; charset=utf-8', write: toJson },
} as const;

export type Format = keyof typeof FORMATS;

type Rows = AsyncIterable<object>;

/**
 * Where a spreadsheet may begin a cell, whatever separator it splits by: quotes mean nothing to it where a cell has
 * begun before them. Blanks and quotes before a formula don't stop it. The last four are how East Asian keyboards
 * write the others.
 */
const FORMULA = /(^|[;,|\t\r\n])([\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** Text for a cell: no formula begins in it, and what is hidden in it is seen. */
const cellOf = (text: string) => revealHidden(text).replace(FORMULA, "$1$2'");

/**
 * Writes rows as CSV with a line of headings, for spreadsheets: they read it as UTF-8, and take no user's name for a
 * formula, so that it can't run anything on the desk of who opens it.
 *
 * @param rows as they come
 * @param columns keys of the rows, in the order of the columns
 * @returns a stream that takes rows only as fast as it is read, and fails as they do
 */
function toCsv(rows: Rows, columns: readonly string[]): Readable {
  const csv = stringify({
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    cast: {
      string: cellOf,
      boolean: (value) => String(value),
      object: (value) => cellOf(Array.isArray(value) ? value.join(', ') : JSON.stringify(value)),
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
