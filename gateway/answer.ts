import pLimit from 'p-limit';
import { translateError } from '@/domain/database';
import { Refusal, refuse, standardError, TooManyCalls } from '@/domain/errors';
import { rateLimiter } from '@/domain/rate-limits';
import { explain, statusOf } from '@/doors/outcome';
import { env } from '@/env';
import { type Call, calls, type Meters } from './calls';
import type { Answer, Incoming } from './incoming';
import type { Limits } from './limits';

const isCall = (name: string): name is keyof typeof calls => Object.hasOwn(calls, name);

function callNamed(name: string): Call {
  return isCall(name) ? calls[name] : refuse('not_supported', 'There is no call of that name.');
}

/** What nobody with a fitting client sends by the hundred. */
const isMalformed = (failure: unknown): failure is Refusal =>
  failure instanceof Refusal && (failure.kind === 'invalid_request' || failure.kind === 'not_supported');

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

/**
 * Makes what answers the calls of every protocol: one way to perform them, one form of their failures, one set
 * of limits.
 *
 * @param limits how much a caller may ask for
 */
export function createAnswerer(limits: Limits): Answerer {
  const meters: Meters = {
    strangers: rateLimiter('strangers', limits.strangers),
    changes: rateLimiter('changes', limits.changes),
  };
  // More at once than there are connections would only wait for one, and be turned away after a while.
  const inTurn = pLimit(env().DATABASE_POOL_SIZE);

  const explained = (
    error: unknown,
    { call, correlationId }: Pick<Incoming, 'call' | 'correlationId'>,
  ): Answer => {
    const failure = translateError(error);
    return {
      ...{ ok: false, error: explain(failure, call, correlationId), status: statusOf(failure) },
      ...(failure instanceof TooManyCalls && { retryAfterSeconds: failure.retryAfterSeconds }),
    };
  };

  /** Counts what is malformed against its sender's limit, and says that instead once it is used up. */
  const refuseCounted: Answerer['refuse'] = async (failure, unread) => {
    try {
      if (isMalformed(failure)) await meters.strangers(unread.address ?? 'unknown');
      throw failure;
    } catch (error) {
      return explained(error, unread);
    }
  };

  return {
    refuse: refuseCounted,
    async answer(incoming) {
      try {
        const call = callNamed(incoming.call);
        const run = () => call.run(incoming, meters);
        return { ok: true, reply: await (call.isImmediate ? run() : inTurn(run)) };
      } catch (error) {
        return isMalformed(error) ? refuseCounted(error, incoming) : explained(error, incoming);
      }
    },
  };
}
