import type { Actor } from '@/domain/call/actor';
import { NO_SESSION, Refusal, refuse, standardError, TooManyCalls } from '@/domain/call/errors';
import { rateLimiter } from '@/domain/call/rate-limits';
import { connectionsForChanges, translateError } from '@/domain/call/transaction';
import { env } from '@/env';
import { measured } from '@/server/metrics';
import { explain, statusOf } from '@/server/outcome';
import { readCaller } from './authenticate';
import type { Answer, CallMessage } from './call-message';
import { type Call, calls } from './calls';
import { createFairLimiter } from './limits/concurrency';
import type { Limits } from './limits/limits';

const isCall = (name: string): name is keyof typeof calls => Object.hasOwn(calls, name);

/** A name fit to count under: whoever makes names up must not fill the memory with them. */
const nameOf = (call: string) => (isCall(call) ? call : 'unknown');

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

export interface Dispatcher {
  /** Performs a call. Never throws. */
  answer(incoming: CallMessage): Promise<Answer>;
  /** Answers what could not even be read as a call, or came at the wrong time. Never throws. */
  refuse(failure: Refusal, unread: Pick<CallMessage, 'call' | 'address' | 'correlationId'>): Promise<Answer>;
}

/** Connections by which callers are told apart, and by which strangers are counted: few, so that calls have the rest. */
const AT_THE_DOOR = { atOnce: 3, ofOneCaller: 1 };
/** Turns of one caller that changes never take, where there is more than one. */
const READS_OF_ONE_CALLER = 2;
const shareOfOneCaller = (poolSize: number) => Math.max(1, Math.ceil(poolSize / 2));

/**
 * The answer that a failure is.
 *
 * @param error whatever was thrown
 * @param asked the call's name, and the id that ties the answer to the log
 */
export function answerFailure(
  error: unknown,
  { call, correlationId }: Pick<CallMessage, 'call' | 'correlationId'>,
): Answer {
  const failure = translateError(error);
  return {
    ok: false,
    error: explain(failure, call, correlationId),
    status: statusOf(failure),
    ...(failure instanceof TooManyCalls && { retryAfterSeconds: failure.retryAfterSeconds }),
  };
}

/**
 * Makes what answers the calls of every protocol: one way to perform them, one form of their failures, one set
 * of limits.
 *
 * @param limits how much a caller may ask for
 */
export function createDispatcher(limits: Limits): Dispatcher {
  const poolSize = env().DATABASE_POOL_SIZE;
  const countChange = rateLimiter('changes', limits.changes);
  const countCall = rateLimiter('unauthenticated', limits.unauthenticated);
  // More at once than there are connections would only wait for one, and be turned away after a while.
  const callLimiter = createFairLimiter({
    atOnce: poolSize,
    ofOneCaller: shareOfOneCaller(poolSize),
    waiting: limits.waitingCalls,
  });
  // Changes wait for each other's locks. So that one that is stuck keeps nobody from reading, its user included, they
  // have fewer turns than all calls together.
  const changeLimiter = createFairLimiter({
    atOnce: connectionsForChanges(),
    waiting: limits.waitingCalls,
    ofOneCaller: Math.max(1, shareOfOneCaller(poolSize) - READS_OF_ONE_CALLER),
  });
  // Apart from the calls, and by address: whoever is only looked at or counted never keeps others from their turn.
  const countLimiter = createFairLimiter({ ...AT_THE_DOOR, waiting: limits.unauthenticated.calls });
  const sessionLimiter = createFairLimiter({ ...AT_THE_DOOR, ofOneCaller: 2, waiting: limits.waitingCalls });
  const countStranger = (address: string | null) => {
    const caller = address ?? 'unknown';
    return countLimiter.run(caller, () => countCall(caller));
  };

  async function findCaller({ secret, address, onCaller }: CallMessage): Promise<Actor> {
    const actor =
      secret === null ? null : await sessionLimiter.run(address ?? 'unknown', () => readCaller(secret));
    if (!actor) refuse('not_authorized', NO_SESSION);
    onCaller?.();
    return actor;
  }

  /** Performs a call, in the turn of whoever calls. Strangers have a turn in common with their neighbours. */
  async function perform(call: Call, incoming: CallMessage): Promise<unknown> {
    if (call.isImmediate) return call.run(incoming, null);
    if (call.isPublic) {
      await countStranger(incoming.address);
      if (call.hasOwnQueue) return call.run(incoming, null);
      return callLimiter.run(`stranger ${incoming.address}`, () => call.run(incoming, null));
    }
    const actor = await findCaller(incoming);
    const caller = `user ${actor.userId}`;
    const run = () => call.run(incoming, actor);
    if (!call.isChange) return callLimiter.run(caller, run);
    return changeLimiter.run(caller, () =>
      callLimiter.run(caller, async () => {
        await countChange(String(actor.userId));
        return run();
      }),
    );
  }

  /** Counts what is strange against its sender's limit, and says that instead once it is used up. */
  async function refuseCounted(failure: Refusal, { address }: Pick<CallMessage, 'address'>): Promise<never> {
    if (isStrange(failure)) await countStranger(address);
    throw failure;
  }

  async function performOrRefuse(incoming: CallMessage): Promise<unknown> {
    const call = isCall(incoming.call) ? calls[incoming.call] : null;
    if (!call) return refuseCounted(new Refusal('not_supported', NO_SUCH_CALL), incoming);
    try {
      return await perform(call, incoming);
    } catch (error) {
      // A public call has been counted.
      return isStrange(error) && !call.isPublic ? refuseCounted(error, incoming) : Promise.reject(error);
    }
  }

  /** Every call comes through here, once, whether or not it could be read. */
  async function answerBy(
    work: () => Promise<unknown>,
    asked: Pick<CallMessage, 'call' | 'correlationId'>,
  ): Promise<Answer> {
    try {
      return { ok: true, reply: await measured('gateway', nameOf(asked.call), work) };
    } catch (error) {
      return answerFailure(error, asked);
    }
  }

  return {
    answer: (incoming) => answerBy(() => performOrRefuse(incoming), incoming),
    refuse: (failure, unread) => answerBy(() => refuseCounted(failure, unread), unread),
  };
}
