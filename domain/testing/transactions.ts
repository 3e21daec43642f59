import { vi } from 'vitest';
import { database } from '@/prisma/client';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import type { Tx } from '../call/transaction';

/** Ends a transaction that holdOpen() keeps open, and waits until it has ended. */
type End = (ending: 'commit' | 'roll back') => Promise<void>;

const UNDONE = new Error('rolled back');

/**
 * Runs some work in a transaction that then stays open and keeps its locks.
 *
 * @returns a function that ends the transaction
 */
export function holdOpen(work: (tx: Tx) => Promise<unknown>): Promise<End> {
  return new Promise((resolve, reject) => {
    const transaction: Promise<void> = database().$transaction(async (tx) => {
      await work(tx);
      const ending = await new Promise((decide) => {
        resolve(async (chosen) => {
          decide(chosen);
          await transaction.catch((error: unknown) => {
            if (error !== UNDONE) throw error;
          });
        });
      });
      if (ending === 'roll back') throw UNDONE;
    });
    transaction.catch(reject);
  });
}

/**
 * Waits until exactly `count` transactions of this database are waiting for a lock.
 */
export async function untilWaiting(count = 1): Promise<void> {
  await vi.waitFor(async () => {
    const [row] = await database().$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (row?.waiting !== count) throw new Error(`${row?.waiting} instead of ${count} wait for a lock.`);
  }, UNLESS_HUNG);
}
