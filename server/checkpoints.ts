import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { makeCheckpoint, readCheckpoints, readHead } from '@/domain/audit-entries/checkpoint';
import type { KnownPlace } from '@/domain/audit-entries/verify';
import { env } from '@/env';
import { log } from './log';

const MINUTE_MS = 60_000;

/** The file of checkpoints and the key that signs them, or null when checkpoints are not configured. */
function settings(): { file: string; key: KeyObject } | null {
  const { AUDIT_CHECKPOINT_FILE: file, AUDIT_CHECKPOINT_KEY: key } = env();
  if (!file || !key) return null;
  return { file, key: createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' }) };
}

async function append(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    // A crash may have left half a line. The next checkpoint must begin on a line of its own.
    const { size } = await handle.stat();
    const isTorn = size > 0 && (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] !== 10;
    await handle.appendFile(`${isTorn ? '\n' : ''}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a checkpoint now, and then every AUDIT_CHECKPOINT_MINUTES when the audit log has grown. A failure is
 * logged; the next interval tries again.
 *
 * @returns a function that writes a last checkpoint and stops
 */
export function keepCheckpoints(): () => Promise<void> {
  const configured = settings();
  if (!configured) return async () => {};
  let latest: number | undefined;
  const checkpoint = async () => {
    try {
      const head = await readHead();
      if (head.seq === latest) return;
      await append(configured.file, makeCheckpoint(head, new Date(), configured.key));
      latest = head.seq;
    } catch (error) {
      log().error({ err: error, file: configured.file }, 'a checkpoint of the audit log could not be made');
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

/** Adds checkpoints that were made earlier, if checkpoints are configured. */
export async function addCheckpoints(made: readonly { at: Date; place: KnownPlace }[]): Promise<void> {
  const configured = settings();
  if (!configured) return;
  for (const { at, place } of made) await append(configured.file, makeCheckpoint(place, at, configured.key));
}

/** What the file of checkpoints says about the audit log. */
export interface CheckpointFile {
  places: KnownPlace[];
  /** A message about what is wrong with the file itself, or null. */
  problem: string | null;
}

/**
 * Reads the checkpoints.
 *
 * @returns no places when checkpoints are not configured; a problem when they are and the file is missing, or
 *   when a line is not a checkpoint signed with this console's key
 */
export async function readCheckpointFile(): Promise<CheckpointFile> {
  const configured = settings();
  if (!configured) return { places: [], problem: null };
  try {
    const { places, problem } = readCheckpoints(
      await readFile(configured.file, 'utf8'),
      createPublicKey(configured.key),
    );
    return { places, problem };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { places: [], problem: 'The file of checkpoints is missing.' };
  }
}
