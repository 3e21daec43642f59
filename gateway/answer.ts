import { translateError } from '@/domain/database';
import { NO_SESSION, Refusal, standardError, TooManyCalls } from '@/domain/errors';
import { rateLimiter } from '@/domain/rate-limits';
import { explain, statusOf } from '@/doors/outcome';
import { env } from '@/env';
import { type Call, calls } from './calls';
import type { Answer, Incoming } from './incoming';
import type { Limits } from './limits';
import { createTurns } from './turns';

const isCall = (name: string): name is keyof typeof calls => Object.hasOwn(calls, name);

const NO_SUCH_CALL = 'There is no call of that name.';

/** What nobody with a fitting client and a session sends by the hundred. */
const isStrange = (failure: unknown): failure is Refusal =>
  failure instanceof Refusal &&
  (failure.kind === 'invalid_request' || failure.kind === 'not_supported' || failure.detail === NO_SESSION);

/** What a call hears that comes once the gateway is about to end. Another gateway, or this one later, can take it. */
export const STOPPING: Answer = {
  ok: false,
  error: standardError('server_error', 'The gateway is stopping. Nothing was done. Connect again.'),
  status: 503,
  retryAfterSeconds: 1,
};

export interface Answerer {
  /** Performs a call. Never throws. */
  answer(incoming: Incoming): Promise<Answer>;
  /** Answers what could not even be read as a call, or came at the wrong time. Never throws. */
  refuse(failure: Refusal, unread: Pick<Incoming, 'call' | 'address' | 'correlationId'>): Promise<Answer>;
}

/** How many of a call's connections strangers may use for being counted, and how many one caller may use. */
const STRANGERS_AT_ONCE = 2;
const shareOfOneCaller = (poolSize: number) => Math.max(1, Math.ceil(poolSize / 2));

/**
 * The answer that a failure is.
 *
 * @param error whatever was thrown
 * @param asked the call's name, and the id that ties the answer to the log
 */
export function answerFailure(
  error: unknown,
  { call, correlationId }: Pick<Incoming, 'call' | 'correlationId'>,
): Answer {
  const failure = translateError(error);
  return {
    ...{ ok: false, error: explain(failure, call, correlationId), status: statusOf(failure) },
    ...(failure instanceof TooManyCalls && { retryAfterSeconds: failure.retryAfterSeconds }),
  };
}

/**
 * Makes what answers the calls of every protocol: one way to perform them, one form of their failures, one set
 * of limits.
 *
 * @param limits how much a caller may ask for
 */
export function createAnswerer(limits: Limits): Answerer {
  const poolSize = env().DATABASE_POOL_SIZE;
  const countChange = rateLimiter('changes', limits.changes);
  const countCall = rateLimiter('strangers', limits.strangers);
  // More at once than there are connections would only wait for one, and be turned away after a while.
  const turns = createTurns({
    ...{ atOnce: poolSize, ofOneCaller: shareOfOneCaller(poolSize), waiting: limits.waitingCalls },
  });
  // Apart from the calls, so that those who are only counted never keep others from their turn.
  const countingTurns = createTurns({
    ...{ atOnce: STRANGERS_AT_ONCE, ofOneCaller: STRANGERS_AT_ONCE, waiting: limits.strangers.calls },
  });
  const countStranger = (address: string | null) => {
    const caller = address ?? 'unknown';
    return countingTurns.take(caller, () => countCall(caller));
  };

  /** Performs a call. A stranger is counted before anything is done for him. */
  async function perform(call: Call, incoming: Incoming, isCounted: boolean): Promise<unknown> {
    if (call.isImmediate) return call.run(incoming, countChange);
    if (isCounted) await countStranger(incoming.address);
    const caller = incoming.secret ?? incoming.address ?? 'unknown';
    return turns.take(caller, () => call.run(incoming, countChange));
  }

  /** Counts what is strange against its sender's limit, and says that instead once it is used up. */
  const refuseCounted: Answerer['refuse'] = async (failure, unread) => {
    try {
      if (isStrange(failure)) await countStranger(unread.address);
      return answerFailure(failure, unread);
    } catch (error) {
      return answerFailure(error, unread);
    }
  };

  return {
    refuse: refuseCounted,
    async answer(incoming) {
      const call = isCall(incoming.call) ? calls[incoming.call] : null;
      if (!call) return refuseCounted(new Refusal('not_supported', NO_SUCH_CALL), incoming);
      const isCounted = incoming.secret === null || call.isPublic;
      try {
        return { ok: true, reply: await perform(call, incoming, isCounted) };
      } catch (error) {
        return isStrange(error) && !isCounted
          ? refuseCounted(error, incoming)
          : answerFailure(error, incoming);
      }
    },
  };
}
