import type { Client } from 'pg';
import type { BigWorld } from './size';

// The command's own table in the filled database: what was asked for, and how far it is. Each chunk and its
// place here are one transaction. The table stays, so that the command knows its own database again.

/** How far a world is. */
export interface Place {
  /** Number of the part that is being filled. It is two more than that of the last one when all is done. */
  part: number;
  /** The first holder of that part whose rows are missing. */
  holder: number;
}

interface Found {
  world: BigWorld;
  place: Place;
}

/** Finds what an earlier run was asked for, and how far it came. */
export async function readMark(client: Client): Promise<Found | undefined> {
  const { rows: tables } = await client.query(`SELECT to_regclass('big_world') IS NOT NULL AS exists`);
  if (!tables[0].exists) return;
  const { rows } = await client.query('SELECT links, entries, seed, ends_at, part, holder FROM big_world');
  const [row] = rows;
  if (!row) return;
  const { links, entries, seed, ends_at: end, part, holder } = row;
  return { world: { links, entries, seed, end }, place: { part, holder } };
}

/** Creates the table, in the transaction that found the database empty. */
export async function createMark(client: Client, { links, entries, seed, end }: BigWorld): Promise<void> {
  await client.query(`
    CREATE TABLE big_world (
      id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), links int NOT NULL, entries int NOT NULL, seed int NOT NULL,
      ends_at timestamptz(3) NOT NULL, part int NOT NULL DEFAULT 0, holder int NOT NULL DEFAULT 0)`);
  await client.query('INSERT INTO big_world (links, entries, seed, ends_at) VALUES ($1, $2, $3, $4)', [
    links,
    entries,
    seed,
    end,
  ]);
}

export async function moveMark(client: Client, { part, holder }: Place): Promise<void> {
  await client.query('UPDATE big_world SET part = $1, holder = $2', [part, holder]);
}
