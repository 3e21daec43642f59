import pLimit, { type LimitFunction } from 'p-limit';
import { TooManyCalls } from '@/domain/call/errors';

/** Work that is done in turn: only so much at once, and none of it all by one caller. */
export interface FairLimiter {
  /**
   * Does a piece of work when its turn has come.
   *
   * @param caller whose it is
   * @throws TooManyCalls when too much is waiting already; what the work throws
   */
  run<T>(caller: string, work: () => Promise<T>): Promise<T>;
}

const BUSY_SECONDS = 1;

/**
 * Starts with nothing to do.
 *
 * @param most pieces at once, of all callers and of one, and pieces of one that may wait
 */
export function createFairLimiter(most: {
  atOnce: number;
  ofOneCaller: number;
  waiting: number;
}): FairLimiter {
  const all = pLimit(most.atOnce);
  const callers = new Map<string, { limit: LimitFunction; pieces: number }>();
  return {
    async run(caller, work) {
      const his = callers.get(caller) ?? { limit: pLimit(most.ofOneCaller), pieces: 0 };
      // Each caller's own: one who asks for too much must not keep the others from waiting.
      if (his.pieces >= most.ofOneCaller + most.waiting) throw new TooManyCalls(BUSY_SECONDS);
      callers.set(caller, his);
      his.pieces += 1;
      try {
        return await his.limit(() => all(work));
      } finally {
        his.pieces -= 1;
        // Callers come and go without end.
        if (his.pieces === 0) callers.delete(caller);
      }
    },
  };
}
