import { database } from '@/prisma/client';
import { isSignedWith, NO_ENTRY, readStoredEntry } from '../call/audit/hash-chain';
import { auditKeys } from '../call/audit/keys';
import type { Tx } from '../call/transaction';
import { readHead } from './checkpoint';
import type { Verification } from './types';
import { BATCH, type KnownPlace, macsBySeq, problemOf, readBatch } from './verify';

/** The longest segment that is checked while a person waits. Longer ones are for `npm run audit:verify`. */
const MAX_SEGMENT = 100_000;

/** The result of verifying a part of the chain. Numbers of entries are text, as everywhere. */
export interface SegmentVerification extends Verification {
  from: string;
  /** The end of the segment: an entry that a checkpoint knows, or the head of the log. */
  to: string;
  end: 'checkpoint' | 'head';
  /** Fingerprints of the keys that signed the segment, in order. */
  keys: string[];
  /** The numbers of the entries in the segment that checkpoints know. */
  checkpoints: string[];
}

/** Where a segment ends that contains an entry: at the first checkpoint that covers it, or at the head. */
async function endOf(db: Tx, newest: number, known: readonly KnownPlace[]) {
  const head = await readHead(db);
  const covering = known
    .filter(({ seq }) => seq >= newest && seq <= head.seq)
    .toSorted((one, other) => one.seq - other.seq)[0];
  const place = covering ?? head;
  return { end: covering ? ('checkpoint' as const) : ('head' as const), place, headSeq: head.seq };
}

/** The signature that the first entry of a segment must follow from; undefined when that entry is missing. */
async function macBefore(db: Tx, seq: number): Promise<string | undefined> {
  if (seq === 1) return NO_ENTRY;
  const before = await db.auditEntry.findUnique({
    where: { seq: BigInt(seq - 1) },
    select: { mac: true },
  });
  return before?.mac;
}

/**
 * Verifies the part of the chain from an entry to the first checkpoint that covers another one, or to the
 * head of the log: each signature, and that each entry follows from the one before it.
 *
 * @param span the oldest and the newest entry that the segment must contain
 * @param options `known`: the places that checkpoints know
 * @throws the signal's reason when it is aborted
 * @returns null when the segment is longer than MAX_SEGMENT
 */
export async function verifySegment(
  { oldest, newest }: { oldest: number; newest: number },
  options: { known: readonly KnownPlace[]; signal?: AbortSignal; db?: Tx },
): Promise<SegmentVerification | null> {
  const { known, signal, db = database() } = options;
  const { end, place, headSeq } = await endOf(db, newest, known);
  if (place.seq - oldest >= MAX_SEGMENT) return null;
  const keys: string[] = [];
  const inside = known.filter(({ seq }) => seq >= oldest && seq <= place.seq);
  let last: KnownPlace = { seq: oldest - 1, mac: '' };
  const result = (problem: Verification['problem']): SegmentVerification => ({
    entries: last.seq - oldest + 1,
    problem,
    from: String(oldest),
    to: String(place.seq),
    end,
    keys,
    checkpoints: [...new Set(inside.map(({ seq }) => String(seq)))],
  });
  const mac = await macBefore(db, oldest);
  if (mac === undefined) {
    return result({ seq: String(oldest - 1), words: `Entry ${oldest - 1} is missing.` });
  }
  last = { ...last, mac };

  const cutOff = known.find(({ seq }) => seq > headSeq);
  if (cutOff) {
    const words = `A checkpoint knows entry ${cutOff.seq}, but the log ends at ${headSeq}: its end was cut off.`;
    return result({ seq: String(headSeq + 1), words });
  }
  const knownMacs = macsBySeq(inside);
  const all = [...auditKeys().known.values()];
  let key = undefined as (typeof all)[number] | undefined;
  while (last.seq < place.seq) {
    signal?.throwIfAborted();
    const lines = await readBatch(db, last.seq, Math.min(BATCH, place.seq - last.seq));
    for (const line of lines) {
      const entry = readStoredEntry(line);
      key ??= all.find((one) => isSignedWith(entry, one.key));
      const problem = problemOf(entry, { last, key }, knownMacs);
      if (problem) return result(problem);
      if (key && keys.at(-1) !== key.fingerprint) keys.push(key.fingerprint);
      last = { seq: entry.seq, mac: entry.mac };
      // The next entry shows which key it is.
      if (entry.newKey !== null) key = auditKeys().known.get(entry.newKey);
    }
    if (lines.length === 0) {
      const missing = String(last.seq + 1);
      return result({ seq: missing, words: `Entry ${missing} is missing.` });
    }
  }
  if (last.mac !== place.mac) {
    const words = `Entry ${last.seq} is not the one that the head of the log points at.`;
    return result({ seq: String(last.seq), words });
  }
  return result(null);
}
