import { type Target, writeEntries } from '../call/audit/write';
import { inTransaction, type Tx } from '../call/transaction';
import { contextOf, newActor } from './actors';

interface Options {
  /** What the calls were about, beside words. */
  about?: Omit<Target, 'words'>;
  /** What is done in the same transaction. */
  also?: (tx: Tx) => Promise<unknown>;
}

/**
 * Leaves entries in the audit log as if somebody without any right had made a call so many times, all in one
 * transaction: they are seen together.
 *
 * @param count how many
 * @param options what they are about, and what happens beside them
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
