import pLimit, { type LimitFunction } from 'p-limit';
import { TooManyCalls } from '@/domain/call/errors';

/** Limits how much work runs at once, in all and for each key, so that one key can't take all the places. */
export interface FairLimiter {
  /**
   * Runs a piece of work once there is a free place.
   *
   * @param key whose work it is: a user or an address
   * @throws TooManyCalls when too much work of this key is waiting; what the work throws
   */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

const RETRY_SECONDS = 1;

/** Creates a limiter with these numbers of pieces of work. */
export function createFairLimiter(max: {
  running: number;
  runningPerKey: number;
  waitingPerKey: number;
}): FairLimiter {
  const limitAll = pLimit(max.running);
  const queues = new Map<string, { limit: LimitFunction; pieces: number }>();
  return {
    async run(key, work) {
      const queue = queues.get(key) ?? { limit: pLimit(max.runningPerKey), pieces: 0 };
      // The bound is per key: a key with too much work must not take waiting places from the others.
      if (queue.pieces >= max.runningPerKey + max.waitingPerKey) throw new TooManyCalls(RETRY_SECONDS);
      queues.set(key, queue);
      queue.pieces += 1;
      try {
        return await queue.limit(() => limitAll(work));
      } finally {
        queue.pieces -= 1;
        // There is no end of new keys, so unused ones must not stay in memory.
        if (queue.pieces === 0) queues.delete(key);
      }
    },
  };
}
