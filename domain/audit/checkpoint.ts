import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { database } from '@/prisma/client';
import { present } from '../database';
import type { KnownPlace } from './verify';

/** Stands first in what is signed, so that nothing else signed with the key can be taken for a checkpoint. */
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

/** Where the audit log ends at this moment. */
export async function readHead(): Promise<KnownPlace> {
  const [head] = await database().$queryRaw<KnownPlace[]>`SELECT seq::float8 AS seq, mac FROM audit_head`;
  return present(head);
}

/**
 * A checkpoint: a place in the chain, signed by a key that the database never sees.
 *
 * @param place where the log ends
 * @param at when that was
 * @param key Ed25519, private
 * @returns one line of JSON
 */
export function makeCheckpoint(place: KnownPlace, at: Date, key: KeyObject): string {
  const known = { seq: String(place.seq), mac: place.mac, at: at.toISOString() };
  const signature = sign(null, signedBytes(known), key).toString('base64');
  return JSON.stringify({ ...known, signature } satisfies Checkpoint);
}

/**
 * Reads a file of checkpoints.
 *
 * @param text one checkpoint a line, in the order in which they were made
 * @param key Ed25519, public
 * @returns the places that they know
 * @throws Error naming the first line that is none, or that the key did not sign
 */
export function readCheckpoints(text: string, key: KeyObject): KnownPlace[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => readLine(line, index + 1, key));
}

function readLine(line: string, number: number, key: KeyObject): KnownPlace {
  const parsed = checkpoint.safeParse(parseJson(line));
  if (!parsed.success) throw new Error(`Line ${number} of the checkpoints is not one.`);
  const { signature, ...known } = parsed.data;
  if (!verify(null, signedBytes(known), key, Buffer.from(signature, 'base64'))) {
    throw new Error(`Line ${number} of the checkpoints was not signed by this key.`);
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
