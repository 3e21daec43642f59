import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { TooManyCalls } from '../call/errors';

/**
 * A password check keeps one core busy for about 30 ms. Half of the cores stay free for people who are signed
 * in, and most of libuv's four threads for everything else that uses them.
 */
const AT_ONCE = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));

/** How many attempts may wait in a lane: in all, and from one address or by one user. */
const MAX_WAITING = { all: 100, ofOne: 60 };

const RETRY_AFTER_SECONDS = 2;

const createLane = (atOnce: number) => ({ limit: pLimit(atOnce), waiting: new Map<string, number>() });

/** Browsers that have signed in before have their own lane, which unknown clients can't fill. */
const lanes = { stranger: createLane(AT_ONCE), known: createLane(1) };

/**
 * Runs the work of a sign-in when a place in its lane is free. A waiting attempt holds no database connection
 * and no lock.
 *
 * @param caller the lane, and the address or user that waits there; null when unknown
 * @param work everything from the first query up to the password check
 * @throws TooManyCalls when too many attempts are already waiting; then nothing was checked or counted
 * @throws what the work throws
 */
export async function queueSignIn<T>(
  caller: { lane: keyof typeof lanes; name: string | null },
  work: () => Promise<T>,
): Promise<T> {
  const { limit, waiting } = lanes[caller.lane];
  const { name } = caller;
  const ofOne = name === null ? 0 : (waiting.get(name) ?? 0);
  if (limit.pendingCount >= MAX_WAITING.all || ofOne >= MAX_WAITING.ofOne) {
    throw new TooManyCalls(RETRY_AFTER_SECONDS);
  }
  if (name === null) return limit(work);
  waiting.set(name, ofOne + 1);
  try {
    return await limit(work);
  } finally {
    const left = (waiting.get(name) ?? 1) - 1;
    if (left === 0) waiting.delete(name);
    else waiting.set(name, left);
  }
}
