import type { Client } from 'pg';
import { copyRows, type Row } from './copy-rows';
import { moveMark, type Place } from './mark';
import type { Part } from './part';

interface Options {
  signal: AbortSignal | undefined;
  chunkRows: number;
  onRows: (rows: number) => void;
}

/** Progress is reported after as many rows. */
const REPORT_ROWS = 2_000;

/**
 * Fills a part of a part, in one transaction with the mark of how far it came.
 *
 * @returns where the next chunk begins
 * @throws what PostgreSQL throws, or the signal's reason, after rolling back
 */
export async function fillChunk(
  client: Client,
  { part, place }: { part: Part; place: Place },
  { signal, chunkRows, onRows }: Options,
): Promise<Place> {
  let { holder } = place;
  await client.query('BEGIN');
  try {
    const chunk = await part.open(client, holder);

    function* rows(): Generator<Row> {
      let made = 0;
      let reported = 0;
      for (; holder < part.holders && made < chunkRows; holder += 1) {
        const own = chunk.rowsOf(holder);
        yield* own;
        made += own.length;
        if (made - reported < REPORT_ROWS) continue;
        onRows(made - reported);
        reported = made;
      }
      onRows(made - reported);
    }

    await copyRows(client, part.target, { rows: rows(), signal });
    await chunk.close();
    const next = holder < part.holders ? { ...place, holder } : { part: place.part + 1, holder: 0 };
    await moveMark(client, next);
    await client.query('COMMIT');
    return next;
  } catch (error) {
    // If the connection is lost, that error says why, and not the one of this statement.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
