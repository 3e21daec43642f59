import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { present, type Tx } from '../database';
import { NO_ENTRY, SIGNED_TEXT_SQL, sign } from './chain';
import type { Verification } from './types';

/** A place in the chain whose signature is known from elsewhere. */
export interface KnownPlace {
  seq: bigint;
  mac: string;
}

interface End extends KnownPlace {
  oldest: bigint | null;
  newest: bigint | null;
}

const BATCH = 5_000n;

interface Line {
  seq: bigint;
  prev: string;
  mac: string;
  text: string;
}

/**
 * One row with many entries in it: the driver's work for a row is more than the signature's. A range of numbers
 * holds no more entries than it is long, so that no plan can go wrong.
 */
async function readBatch(db: Tx, after: bigint): Promise<Line[]> {
  const [batch] = await db.$queryRaw<{ lines: string | null }[]>`
    SELECT string_agg(line, E'\n' ORDER BY seq) AS lines FROM (
      SELECT seq, seq || ' ' || prev || ' ' || mac || ' ' || ${Prisma.raw(SIGNED_TEXT_SQL)} AS line
      FROM audit_entries WHERE seq > ${after} AND seq <= ${after + BATCH}
    ) entries`;
  const lines = present(batch).lines;
  return lines === null ? [] : lines.split('\n').map(readLine);
}

function readLine(line: string): Line {
  const [, seq = '0', prev = '', mac = '', text = ''] = /^(\S+) (\S*) (\S*) (.*)$/s.exec(line) ?? [];
  return { seq: BigInt(seq), prev, mac, text };
}

/** Why an entry does not fit behind the one before it, or null. */
function problemOf(
  { seq, prev, mac, text }: Line,
  last: KnownPlace,
  knownMacs: Map<bigint, string[]>,
): Verification['problem'] {
  const wanted = last.seq + 1n;
  if (seq > wanted)
    return { seq: `${wanted}`, words: `Entry ${wanted} is missing: ${seq} follows ${last.seq}.` };
  if (prev !== last.mac)
    return { seq: `${seq}`, words: `Entry ${seq} does not follow from the one before it.` };
  if (sign(text) !== mac) return { seq: `${seq}`, words: `Entry ${seq} is not what was signed.` };
  if (knownMacs.get(seq)?.some((other) => other !== mac)) {
    return { seq: `${seq}`, words: `Entry ${seq} is not the one that a checkpoint knows.` };
  }
  return null;
}

/**
 * Walks the audit chain from its first entry to the head that it has at the start, and stops at the first entry
 * that does not fit. What is written meanwhile is left for the next time.
 *
 * @param options signatures known from checkpoints, by seq; what hears of the progress; a signal that gives up;
 *   the database or a transaction to read
 * @throws the signal's reason; ServerFault's cause when the database does not answer
 */
export async function verifyChain(
  options: {
    known?: readonly KnownPlace[];
    onProgress?: (entries: number, total: number) => void;
    signal?: AbortSignal;
    db?: Tx;
  } = {},
): Promise<Verification> {
  const { known = [], onProgress, signal, db = database() } = options;
  const knownMacs = macsBySeq(known);
  const [head] = await db.$queryRaw<End[]>`
    SELECT seq, mac, (SELECT min(seq) FROM audit_entries) AS oldest,
      (SELECT max(seq) FROM audit_entries) AS newest
    FROM audit_head`;
  let last: KnownPlace = { seq: 0n, mac: NO_ENTRY };
  const result = (problem: Verification['problem']) => ({ entries: Number(last.seq), problem });
  if (!head) return result({ seq: '1', words: 'The log has no head.' });
  if (head.oldest !== null && head.oldest < 1n) {
    return result({ seq: `${head.oldest}`, words: `Entry ${head.oldest} stands before the first.` });
  }

  let next = readBatch(db, last.seq);
  try {
    while (last.seq < head.seq) {
      const lines = await next;
      const end = minimum(last.seq + BATCH, head.seq);
      // The database makes the next batch while this one is checked.
      if (end < head.seq) next = readBatch(db, end);
      for (const line of lines.filter(({ seq }) => seq <= head.seq)) {
        const problem = problemOf(line, last, knownMacs);
        if (problem) return result(problem);
        last = line;
      }
      // A range that is not full ends the log, whatever stands behind the gap.
      if (last.seq < end) break;
      signal?.throwIfAborted();
      onProgress?.(Number(last.seq), Number(head.seq));
    }
  } finally {
    await Promise.allSettled([next]);
  }
  return result(problemAtEnd(head, last, known));
}

/** Two checkpoints of one place that differ must not hide one another. */
function macsBySeq(known: readonly KnownPlace[]): Map<bigint, string[]> {
  const macs = new Map<bigint, string[]>();
  for (const { seq, mac } of known) macs.set(seq, [...(macs.get(seq) ?? []), mac]);
  return macs;
}

const minimum = (one: bigint, other: bigint) => (one < other ? one : other);

/** What is wrong with the end of a chain whose entries fit, or null. */
function problemAtEnd(head: End, last: KnownPlace, known: readonly KnownPlace[]): Verification['problem'] {
  const missing = last.seq + 1n;
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
