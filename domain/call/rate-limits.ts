import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { database } from '@/prisma/client';
import { TooManyCalls } from './errors';
import type { Tx } from './transaction';

/** How much one caller may do within a span of time. */
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
    // Whoever is over the limit is turned away without asking the database again.
    inMemoryBlockOnConsumed: limit.calls + 1,
  });
}

/**
 * A limit that all processes on one database share.
 *
 * @param name tells it from other limits
 * @param limit how much
 * @returns what counts one call of a caller. It throws TooManyCalls when he has used up what he had
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
 * Counts what is limited by another rule than that the call itself is turned away.
 *
 * @param name tells it from other limits
 * @param limit how much
 */
export function rateCounter(name: string, limit: RateLimit) {
  // One for the process: each keeps a timer of its own for as long as that lives.
  let limiter: RateLimiterPrisma | undefined;
  return {
    /** Counts one, whether or not that goes beyond the limit. */
    async count(caller: string): Promise<void> {
      try {
        limiter ??= openLimiter(name, limit);
        await limiter.consume(caller);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
      }
    },
    /** How many seconds a caller who went beyond the limit has to wait, or null for one who did not. */
    async secondsOver(tx: Tx, caller: string): Promise<number | null> {
      const [used] = await tx.$queryRaw<{ seconds: number }[]>`
        SELECT ceil(extract(epoch FROM expire - now()))::int AS seconds FROM rate_limits
        WHERE key = ${`${name}:${caller}`} AND points > ${limit.calls} AND expire > now()`;
      return used ? Math.max(1, used.seconds) : null;
    },
  };
}
