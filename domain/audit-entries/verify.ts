import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import {
  isSignedWith,
  NO_ENTRY,
  readStoredEntry,
  STORED_ENTRY_SQL,
  type StoredEntry,
} from '../call/audit/hash-chain';
import { type AuditKey, type AuditKeys, auditKeys } from '../call/audit/keys';
import { isTooLong, requireRow, type Tx } from '../call/transaction';
import type { Verification } from './types';

/** A position in the chain whose signature is known, for example from a checkpoint. */
export interface KnownPlace {
  seq: number;
  mac: string;
}

interface End extends KnownPlace {
  oldest: number | null;
  newest: number | null;
}

export const BATCH = 5_000;

/**
 * Reads a range of entries as one row: for the driver a row costs more than checking a signature. A range of
 * numbers never holds more entries than its length, so a bad query plan can't read too much.
 */
async function readRange(db: Tx, after: number, length: number): Promise<string[]> {
  const [batch] = await db.$queryRaw<{ lines: string | null }[]>`
    SELECT string_agg(line, E'\n' ORDER BY seq) AS lines FROM (
      SELECT seq, ${Prisma.raw(STORED_ENTRY_SQL)} AS line
      FROM audit_entries WHERE seq > ${BigInt(after)} AND seq <= ${BigInt(after + length)}
    ) entries`;
  // The stored JSON contains no line breaks.
  return requireRow(batch).lines?.split('\n') ?? [];
}

/** Shorter ranges are not split any more. */
const SHORTEST = 50;

/** Reads a range. If large entries exceed the time limit of a statement, it reads the range in two halves. */
export async function readBatch(db: Tx, after: number, length = BATCH): Promise<string[]> {
  try {
    return await readRange(db, after, length);
  } catch (error) {
    if (length < 2 * SHORTEST || !isTooLong(error)) throw error;
    const half = Math.ceil(length / 2);
    const first = await readBatch(db, after, half);
    return [...first, ...(await readBatch(db, after + half, length - half))];
  }
}

/** Batches that the database reads ahead while one is checked. */
const AHEAD = 2;

/** The batches up to the end. It requests some of them ahead. */
async function* batchesUpTo(db: Tx, end: number) {
  const asked: Promise<string[]>[] = [];
  let from = 0;
  try {
    for (let at = 0; at < end; at += BATCH) {
      for (; asked.length <= AHEAD && from < end; from += BATCH) {
        const batch = readBatch(db, from);
        // Awaiting the batch throws its error. This keeps a batch that is never awaited from being an unhandled
        // rejection.
        batch.catch(() => {});
        asked.push(batch);
      }
      yield { lines: (await asked.shift()) ?? [], end: Math.min(at + BATCH, end) };
    }
  } finally {
    await Promise.allSettled(asked);
  }
}

/**
 * Why an entry is not a valid successor of the one before it, or null. `key` is undefined at the first entry
 * when no known key signed it.
 */
export function problemOf(
  entry: StoredEntry,
  { last, key }: { last: KnownPlace; key: AuditKey | undefined },
  knownMacs: Map<number, string[]>,
): Verification['problem'] {
  const { seq, prev, mac } = entry;
  const wanted = last.seq + 1;
  if (seq > wanted)
    return { seq: `${wanted}`, words: `Entry ${wanted} is missing: ${seq} follows ${last.seq}.` };
  if (prev !== last.mac)
    return { seq: `${seq}`, words: `Entry ${seq} does not follow from the one before it.` };
  if (!key) {
    const words = `Entry ${seq} is not what was signed, or the key that signed it is neither AUDIT_KEY nor in AUDIT_PREVIOUS_KEYS.`;
    return { seq: `${seq}`, words };
  }
  if (!isSignedWith(entry, key.key)) {
    return { seq: `${seq}`, words: `Entry ${seq} is not what was signed.` };
  }
  if (knownMacs.get(seq)?.some((other) => other !== mac)) {
    return { seq: `${seq}`, words: `Entry ${seq} is not the one that a checkpoint knows.` };
  }
  return null;
}

/**
 * Verifies the audit chain from its first entry to the head at the start of the call, and stops at the first
 * invalid entry. An entry that changes the key is signed with the old key, the entries after it with the new
 * one. Entries that are written in the meantime are not checked.
 *
 * @param options `known`: signatures from checkpoints; `db`: the database or a transaction; `keys`: the
 *   process's own by default
 * @throws the signal's reason when it is aborted; the database's error when it does not answer
 */
export async function verifyChain(
  options: {
    known?: readonly KnownPlace[];
    onProgress?: (entries: number, total: number) => void;
    signal?: AbortSignal;
    db?: Tx;
    keys?: AuditKeys;
  } = {},
): Promise<Verification> {
  const { known = [], onProgress, signal, db = database(), keys = auditKeys() } = options;
  const knownMacs = macsBySeq(known);
  const [head] = await db.$queryRaw<End[]>`
    SELECT seq::float8 AS seq, mac, (SELECT min(seq)::float8 FROM audit_entries) AS oldest,
      (SELECT max(seq)::float8 FROM audit_entries) AS newest
    FROM audit_head`;
  let last: KnownPlace = { seq: 0, mac: NO_ENTRY };
  const result = (problem: Verification['problem']) => ({ entries: last.seq, problem });
  if (!head) return result({ seq: '1', words: 'The log has no head.' });
  if (head.oldest !== null && head.oldest < 1) {
    return result({ seq: `${head.oldest}`, words: `Entry ${head.oldest} stands before the first.` });
  }

  let key: AuditKey | undefined;
  for await (const { lines, end } of batchesUpTo(db, head.seq)) {
    for (const line of lines) {
      const entry = readStoredEntry(line);
      // Written after the verification started.
      if (entry.seq > head.seq) break;
      key ??= [...keys.known.values()].find((one) => isSignedWith(entry, one.key));
      const problem = problemOf(entry, { last, key }, knownMacs);
      if (problem) return result(problem);
      last = { seq: entry.seq, mac: entry.mac };
      if (entry.newKey === null) continue;
      key = keys.known.get(entry.newKey);
      if (!key) return result(missingKey(entry.seq + 1, entry.newKey));
    }
    // An incomplete range ends the valid part of the log, whatever follows the gap.
    if (last.seq < end) break;
    signal?.throwIfAborted();
    onProgress?.(last.seq, head.seq);
  }
  return result(problemAtEnd(head, last, known) ?? problemOfKey(last, { key, own: keys.own }));
}

function missingKey(seq: number, fingerprint: string): Verification['problem'] {
  const words = `The key that signs the log from entry ${seq} on (fingerprint ${fingerprint}) is neither AUDIT_KEY nor in AUDIT_PREVIOUS_KEYS.`;
  return { seq: `${seq}`, words };
}

/** If a log ends under a previous key, an owner of that key may have cut off its end. */
function problemOfKey(
  { seq }: KnownPlace,
  { key, own }: { key: AuditKey | undefined; own: AuditKey },
): Verification['problem'] {
  if (!key || key === own) return null;
  const words = `A key in AUDIT_PREVIOUS_KEYS signed entry ${seq}, the newest: no entry before it changes the key to AUDIT_KEY.`;
  return { seq: `${seq}`, words };
}

/** Keeps all signatures for an entry, so that one checkpoint can't hide another that differs. */
export function macsBySeq(known: readonly KnownPlace[]): Map<number, string[]> {
  const macs = new Map<number, string[]>();
  for (const { seq, mac } of known) macs.set(seq, [...(macs.get(seq) ?? []), mac]);
  return macs;
}

/** What is wrong with the end of a chain whose entries fit, or null. */
function problemAtEnd(head: End, last: KnownPlace, known: readonly KnownPlace[]): Verification['problem'] {
  const missing = last.seq + 1;
  if (last.seq < head.seq) {
    const words = `Entry ${missing} is missing: the head of the log is at ${head.seq}.`;
    return { seq: `${missing}`, words };
  }
  if (last.mac !== head.mac) {
    return {
      seq: `${last.seq}`,
      words: `Entry ${last.seq} is not the one that the head of the log points at.`,
    };
  }
  if (head.newest !== null && head.newest > head.seq) {
    return {
      seq: `${missing}`,
      words: `Entry ${head.newest} stands beyond the head, which is at ${head.seq}.`,
    };
  }
  const cutOff = known.find(({ seq }) => seq > last.seq);
  if (!cutOff) return null;
  return {
    seq: `${missing}`,
    words: `The log ends at entry ${last.seq}, but a checkpoint knows entry ${cutOff.seq}: its end was cut off.`,
  };
}
