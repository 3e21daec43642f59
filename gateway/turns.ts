import pLimit, { type LimitFunction } from 'p-limit';
import { TooManyCalls } from '@/domain/errors';

/** Work that is done in turn: only so much at once, and none of it all by one caller. */
export interface Turns {
  /**
   * Does a piece of work when its turn has come.
   *
   * @param caller whose it is
   * @throws TooManyCalls when too much is waiting already; what the work throws
   */
  take<T>(caller: string, work: () => Promise<T>): Promise<T>;
}

const BUSY_SECONDS = 1;

/**
 * Starts with nothing to do.
 *
 * @param most pieces at once, of all callers and of one, and pieces that may wait
 */
export function createTurns(most: { atOnce: number; ofOneCaller: number; waiting: number }): Turns {
  const all = pLimit(most.atOnce);
  const callers = new Map<string, LimitFunction>();
  let waiting = 0;
  return {
    async take(caller, work) {
      if (waiting >= most.waiting) throw new TooManyCalls(BUSY_SECONDS);
      const his = callers.get(caller) ?? pLimit(most.ofOneCaller);
      callers.set(caller, his);
      waiting += 1;
      try {
        return await his(() =>
          all(() => {
            waiting -= 1;
            return work();
          }),
        );
      } finally {
        if (his.activeCount === 0 && his.pendingCount === 0) callers.delete(caller);
      }
    },
  };
}
