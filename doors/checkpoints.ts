import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { makeCheckpoint, readCheckpoints, readHead } from '@/domain/audit/checkpoint';
import type { KnownPlace } from '@/domain/audit/verify';
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
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${line}\n`);
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

/**
 * The places in the audit log that its checkpoints know.
 *
 * @returns none when none are wanted, or none has been made yet
 * @throws Error naming the first line that is no checkpoint of this console's key
 */
export async function readKnownPlaces(): Promise<KnownPlace[]> {
  const wanted = settings();
  if (!wanted) return [];
  try {
    return readCheckpoints(await readFile(wanted.file, 'utf8'), createPublicKey(wanted.key));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
