import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { database } from '@/prisma/client';
import { TooManyCalls } from './errors';
import type { Tx } from './transaction';

/** The number of calls allowed for one key within a span of time. */
export interface RateLimit {
  calls: number;
  seconds: number;
}

function openLimiter(name: string, limit: RateLimit): RateLimiterPrisma {
  return new RateLimiterPrisma({
    storeClient: database(),
    tableName: 'rateLimit',
    keyPrefix: name,
    points: limit.calls,
    duration: limit.seconds,
    // Beyond the limit a call is refused without another query.
    inMemoryBlockOnConsumed: limit.calls + 1,
  });
}

/**
 * A limit that all processes on one database share.
 *
 * @param name unique among all limits and counters
 * @returns a function that counts one call for a key, and throws TooManyCalls beyond the limit
 */
export function rateLimiter(name: string, limit: RateLimit): (caller: string) => Promise<void> {
  const limiter = openLimiter(name, limit);
  return async (caller) => {
    try {
      await limiter.consume(caller);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new TooManyCalls(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
    }
  };
}

/**
 * A counter for limits where going over does not refuse the call that is counted.
 *
 * @param name unique among all limits and counters
 */
export function rateCounter(name: string, limit: RateLimit) {
  // One for the process: every limiter keeps its own timer for as long as the process lives.
  let limiter: RateLimiterPrisma | undefined;
  return {
    /** Counts one call, even beyond the limit. */
    async count(caller: string): Promise<void> {
      try {
        limiter ??= openLimiter(name, limit);
        await limiter.consume(caller);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
      }
    },
    /** The seconds until a key that is over the limit may go on, or null when it is not over the limit. */
    async secondsOver(tx: Tx, caller: string): Promise<number | null> {
      const [used] = await tx.$queryRaw<{ seconds: number }[]>`
        SELECT ceil(extract(epoch FROM expire - now()))::int AS seconds FROM rate_limits
        WHERE key = ${`${name}:${caller}`} AND points > ${limit.calls} AND expire > now()`;
      return used ? Math.max(1, used.seconds) : null;
    },
  };
}
