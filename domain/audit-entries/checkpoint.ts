import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { database } from '@/prisma/client';
import { requireRow, type Tx } from '../call/transaction';
import type { KnownPlace } from './verify';

/** Comes first in the signed text, so that nothing else signed with the key can pass for a checkpoint. */
const PURPOSE = 'access-console checkpoint 1';

const checkpoint = z.strictObject({
  seq: z.string().regex(/^\d{1,19}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.base64(),
});

type Checkpoint = z.output<typeof checkpoint>;

const signedBytes = ({ seq, mac, at }: Omit<Checkpoint, 'signature'>) =>
  Buffer.from(JSON.stringify([PURPOSE, seq, mac, at]));

/** The current head of the audit log. */
export async function readHead(db: Tx = database()): Promise<KnownPlace> {
  const [head] = await db.$queryRaw<KnownPlace[]>`SELECT seq::float8 AS seq, mac FROM audit_head`;
  return requireRow(head);
}

/**
 * Makes a checkpoint: a position in the chain, signed by a key that the database never has.
 *
 * @param place the head of the log
 * @param at when `place` was the head
 * @param key Ed25519, private
 * @returns one line of JSON
 */
export function makeCheckpoint(place: KnownPlace, at: Date, key: KeyObject): string {
  const known = { seq: String(place.seq), mac: place.mac, at: at.toISOString() };
  const signature = sign(null, signedBytes(known), key).toString('base64');
  return JSON.stringify({ ...known, signature } satisfies Checkpoint);
}

/**
 * Reads a file of checkpoints. A bad line does not affect the other lines.
 *
 * @param text one checkpoint per line, in the order in which they were made
 * @param key Ed25519, public
 * @returns the positions in the valid lines, and what is wrong with the first bad line, or null
 */
export function readCheckpoints(
  text: string,
  key: KeyObject,
): { places: KnownPlace[]; problem: string | null } {
  const places: KnownPlace[] = [];
  let problem: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, index + 1, key);
    if (typeof read === 'string') problem ??= read;
    else places.push(read);
  }
  return { places, problem };
}

/** Returns a position, or what is wrong with the line. */
function readLine(line: string, number: number, key: KeyObject): KnownPlace | string {
  const parsed = checkpoint.safeParse(parseJson(line));
  if (!parsed.success) return `Line ${number} of the checkpoints is not one.`;
  const { signature, ...known } = parsed.data;
  if (!verify(null, signedBytes(known), key, Buffer.from(signature, 'base64'))) {
    return `Line ${number} of the checkpoints was not signed by this key.`;
  }
  return { seq: Number(known.seq), mac: known.mac };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
