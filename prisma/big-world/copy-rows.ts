import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** One row, a value for each column. */
export type Row = readonly (string | number | boolean | bigint | Date | null)[];

/** Larger pieces are not faster. */
const PIECE = 64 * 1024;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function inCopyFormat(value: Row[number]): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return value.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? '');
  return value instanceof Date ? value.toISOString() : String(value);
}

function* inPieces(rows: Iterable<Row>): Generator<Buffer> {
  let piece = '';
  for (const row of rows) {
    piece += `${row.map(inCopyFormat).join('\t')}\n`;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece) yield Buffer.from(piece);
}

/**
 * Sends rows to a table with COPY, and makes them only as fast as PostgreSQL takes them.
 *
 * @param target table and columns, as SQL
 * @throws the signal's reason when it is aborted; none of the rows are in the table then
 */
export async function copyRows(
  client: Client,
  target: string,
  { rows, signal }: { rows: Iterable<Row>; signal: AbortSignal | undefined },
): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  await pipeline(Readable.from(inPieces(rows)), stream, { ...(signal && { signal }) });
}
