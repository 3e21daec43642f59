import type { Client } from 'pg';
import type { Row } from './copy-rows';

/** Rows of one table. Each belongs to a holder: an account link to its user, a user to itself. */
export interface Part {
  /** For the progress shown, in the plural. */
  name: string;
  /** Table and columns, as SQL. */
  target: string;
  holders: number;
  /** How many rows they have together. The progress shown depends on it, nothing else. */
  rows: number;
  /**
   * Starts a chunk, in its transaction.
   *
   * @param first the holder that the chunk begins with
   */
  open(client: Client, first: number): Promise<Chunk>;
}

interface Chunk {
  /** Called once for each holder, in their order. */
  rowsOf(holder: number): Row[];
  /** Ends the chunk, before its transaction is committed. */
  close(): Promise<void>;
}

interface PlainPart extends Omit<Part, 'open' | 'rows'> {
  /** One for each holder by default. */
  rows?: number;
  rowsOf: Chunk['rowsOf'];
  /** SQL that runs before and after the rows of a chunk. */
  before?: string;
  after?: string;
}

/** Defines a part each of whose rows depends on nothing but its holder's number. */
export const plainPart = ({
  name,
  target,
  holders,
  rows = holders,
  rowsOf,
  before,
  after,
}: PlainPart): Part => ({
  name,
  target,
  holders,
  rows,
  async open(client) {
    if (before) await client.query(before);
    return {
      rowsOf,
      async close() {
        if (after) await client.query(after);
      },
    };
  },
});
