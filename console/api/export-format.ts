import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { revealHidden } from '@/domain/values/characters';

export const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', write: toCsv },
  json: { type: 'application/json; charset=utf-8', write: toJson },
} as const;

export type Format = keyof typeof FORMATS;

/** The rows page by page: at least one page, which may be empty. */
type Pages = AsyncIterable<object[]>;

/**
 * A formula at any place where a spreadsheet can start a cell, whatever separator it uses: quotes inside a
 * cell do not protect. Spreadsheets skip blanks and quotes before a formula. The last four characters are the
 * full-width forms of the first four.
 */
const FORMULA = /(^|[;,|\t\r\n])([\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** Makes formulas harmless and hidden characters visible. */
const toCell = (text: string) => revealHidden(text).replace(FORMULA, "$1$2'");

/**
 * Writes rows as CSV with a header line, for spreadsheets. The byte order mark makes them read it as UTF-8,
 * and no cell can contain a formula, which a user name could otherwise run on the computer of the person who
 * opens the file.
 *
 * @param columns keys of the rows, in order
 * @returns a stream that reads pages only as fast as it is read, and fails when reading a page fails
 */
function toCsv(pages: Pages, columns: readonly string[]): Readable {
  async function* write() {
    let isFirst = true;
    for await (const rows of pages) {
      yield stringify(rows, {
        header: isFirst,
        columns: [...columns],
        bom: isFirst,
        escape_formulas: true,
        cast: {
          string: toCell,
          boolean: (value) => String(value),
          object: (value) => toCell(Array.isArray(value) ? value.join(', ') : JSON.stringify(value)),
        },
      });
      isFirst = false;
    }
  }
  return streamOf(write());
}

/** Writes rows as one JSON array with one line for each row, with these columns only. */
function toJson(pages: Pages, columns: readonly string[]): Readable {
  const lineOf = (row: object) =>
    JSON.stringify(Object.fromEntries(columns.map((name) => [name, (row as Record<string, unknown>)[name]])));
  async function* write() {
    let separator = '[\n';
    for await (const rows of pages) {
      if (rows.length === 0) continue;
      yield separator + rows.map(lineOf).join(',\n');
      separator = ',\n';
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  }
  return streamOf(write());
}

/** A stream of bytes, not of texts, as a response needs it. */
const streamOf = (texts: AsyncIterable<string>) => Readable.from(texts, { objectMode: false });
