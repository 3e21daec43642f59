import { type Target, writeEntries } from '../call/audit/write';
import { inTransaction, type Tx } from '../call/transaction';
import { contextOf, newActor } from './actors';

interface Options {
  /** The target of the calls, without its text. */
  about?: Omit<Target, 'words'>;
  /** What else runs in the same transaction. */
  also?: (tx: Tx) => Promise<unknown>;
}

/**
 * Writes audit entries of a user without any right, all in one transaction, so that they become visible
 * together.
 */
export async function writeSampleEntries(
  count: number,
  { about = {}, also = async () => {} }: Options = {},
): Promise<void> {
  const actor = await newActor();
  const records = Array.from({ length: count }, () => {
    const context = contextOf();
    const attempt = { actor, context, call: 'SomeCall', requestId: context.requestId, request: {} };
    const result = { outcome: 'done' as const, errorCode: 0, detail: null };
    return { attempt: { ...attempt, target: { words: 'something', ...about } }, result };
  });
  await inTransaction(async (tx) => {
    await also(tx);
    await writeEntries(tx, records);
  });
}
