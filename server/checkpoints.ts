import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { makeCheckpoint, readCheckpoints, readHead } from '@/domain/audit-entries/checkpoint';
import type { KnownPlace } from '@/domain/audit-entries/verify';
import { env } from '@/env';
import { log } from './log';

const MINUTE_MS = 60_000;

/** Where checkpoints go and what signs them, or null when none are wanted. */
function settings(): { file: string; key: KeyObject } | null {
  const { AUDIT_CHECKPOINT_FILE: file, AUDIT_CHECKPOINT_KEY: key } = env();
  if (!file || !key) return null;
  return { file, key: createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' }) };
}

async function append(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    // Half a line that was left by a crash must not spoil the next one.
    const { size } = await handle.stat();
    const isTorn = size > 0 && (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] !== 10;
    await handle.appendFile(`${isTorn ? '\n' : ''}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a checkpoint now and then for as long as the process runs, whenever the log has grown. One that can't be
 * made is logged, and tried again the next time.
 *
 * @returns what makes a last one and ends it
 */
export function keepCheckpoints(): () => Promise<void> {
  const wanted = settings();
  if (!wanted) return async () => {};
  let latest: number | undefined;
  const checkpoint = async () => {
    try {
      const head = await readHead();
      if (head.seq === latest) return;
      await append(wanted.file, makeCheckpoint(head, new Date(), wanted.key));
      latest = head.seq;
    } catch (error) {
      log().error({ err: error, file: wanted.file }, 'a checkpoint of the audit log could not be made');
    }
  };
  const first = checkpoint();
  const timer = setInterval(checkpoint, env().AUDIT_CHECKPOINT_MINUTES * MINUTE_MS);
  return async () => {
    clearInterval(timer);
    await first;
    await checkpoint();
  };
}

/** What the checkpoints know of the audit log. */
export interface Knowledge {
  places: KnownPlace[];
  /** What is wrong with the checkpoints themselves, in words, or null. */
  problem: string | null;
}

/**
 * Reads the checkpoints.
 *
 * @returns no places when none are wanted; a problem when they are wanted and the file is missing, or has a line
 *   that is no checkpoint of this console's key
 */
export async function readKnowledge(): Promise<Knowledge> {
  const wanted = settings();
  if (!wanted) return { places: [], problem: null };
  try {
    const { places, problem } = readCheckpoints(
      await readFile(wanted.file, 'utf8'),
      createPublicKey(wanted.key),
    );
    return { places, problem };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { places: [], problem: 'The file of checkpoints is missing.' };
  }
}
