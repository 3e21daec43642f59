import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { database } from '@/prisma/client';
import { TooManyCalls } from './errors';

/** How much one caller may do within a span of time. */
export interface RateLimit {
  calls: number;
  seconds: number;
}

/**
 * A limit that all processes on one database share.
 *
 * @param name tells it from other limits
 * @param limit how much
 * @returns what counts one call of a caller. It throws TooManyCalls when he has used up what he had
 */
export function rateLimiter(name: string, limit: RateLimit): (caller: string) => Promise<void> {
  const limiter = new RateLimiterPrisma({
    storeClient: database(),
    tableName: 'rateLimit',
    keyPrefix: name,
    points: limit.calls,
    duration: limit.seconds,
    // Whoever is over the limit is turned away without asking the database again.
    inMemoryBlockOnConsumed: limit.calls + 1,
  });
  return async (caller) => {
    try {
      await limiter.consume(caller);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new TooManyCalls(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
    }
  };
}
