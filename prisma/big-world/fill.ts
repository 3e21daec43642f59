import type { Client } from 'pg';
import { begin, type WantedWorld } from './begin';
import { fillChunk } from './chunk';
import { moveMark, type Place } from './mark';
import type { Part } from './part';
import { partsOf } from './parts';
import { type Progress, ProgressCount } from './progress';
import type { BigWorld } from './size';

interface Options {
  /** Stops the work. What was committed stays, and the next run continues there. */
  signal?: AbortSignal;
  /** Called once before the first rows, with whether an earlier run has begun this world. */
  onBegin?: (begun: { isContinued: boolean; isComplete: boolean }) => void;
  /** Called often. */
  onProgress?: (progress: Progress) => void;
  /** A chunk ends with the holder that reaches this number of rows. */
  chunkRows?: number;
}

/** Of an interrupted run, at most about as many rows are lost. */
const CHUNK_ROWS = 100_000;

/** Two processes must not fill one database at the same time. */
const LOCK = 80_315_427;

/**
 * A role can have limits that a chunk would exceed. Without a wait for the disk at each commit a crash loses
 * the newest chunks, and the mark tells which. Search indexes take in new rows in larger portions.
 */
const SETTINGS = `
  SET statement_timeout = 0; SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = 0;
  SET synchronous_commit = off; SET gin_pending_list_limit = '64MB'`;

/**
 * Lets the planner and index-only scans know the rows of all tables, also of those that triggers fill. VACUUM marks no
 * row as visible to all whose commit is not on disk yet, so the commit of ANALYZE waits for the disk.
 */
async function settle(client: Client): Promise<void> {
  const { rows } = await client.query(`
    SELECT string_agg(oid::regclass::text, ', ') AS tables FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace`);
  await client.query('SET synchronous_commit = on');
  await client.query(`ANALYZE ${rows[0].tables}`);
  await client.query(`VACUUM ${rows[0].tables}`);
}

/**
 * Fills an empty, migrated database with a large world, or continues where an earlier run stopped. The same
 * wish gives the same rows, however often it was interrupted.
 *
 * @param client a connection of the database's owner, for nothing else meanwhile
 * @throws Error when the database is in use or another process fills it
 * @throws the signal's reason when it is aborted
 */
export async function fillBigWorld(
  client: Client,
  wanted: WantedWorld,
  options: Options = {},
): Promise<BigWorld> {
  await client.query(SETTINGS);
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS locked', [LOCK]);
  if (!rows[0].locked) throw new Error('Another process is filling this database.');
  try {
    const { world, place, isContinued } = await begin(client, wanted);
    const parts = partsOf(world);
    const isComplete = place.part > parts.length;
    options.onBegin?.({ isContinued, isComplete });
    if (!isComplete) await fillParts(client, { parts, place }, options);
    return world;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

async function fillParts(
  client: Client,
  { parts, place }: { parts: Part[]; place: Place },
  { signal, onProgress, chunkRows = CHUNK_ROWS }: Options,
): Promise<void> {
  const count = new ProgressCount(parts, place);
  for (let at = place; ; ) {
    const part = parts[at.part];
    if (!part) break;
    signal?.throwIfAborted();
    const onRows = (rows: number) => onProgress?.(count.add(rows, at.part));
    at = await fillChunk(client, { part, place: at }, { signal, chunkRows, onRows });
  }
  await settle(client);
  await moveMark(client, { part: parts.length + 1, holder: 0 });
}
