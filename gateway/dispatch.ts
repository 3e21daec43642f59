import type { Actor } from '@/domain/call/actor';
import { NO_SESSION, Refusal, refuse, standardError, TooManyCalls } from '@/domain/call/errors';
import { rateLimiter } from '@/domain/call/rate-limits';
import { connectionsForChanges, translateError } from '@/domain/call/transaction';
import { env } from '@/env';
import { measured } from '@/server/metrics';
import { explain, statusOf } from '@/server/outcome';
import { readActor } from './authenticate';
import type { Answer, CallMessage } from './call-message';
import { type Call, calls } from './calls';
import { createFairLimiter } from './limits/concurrency';
import type { Limits } from './limits/limits';

const isCall = (name: string): name is keyof typeof calls => Object.hasOwn(calls, name);

/** The name that metrics count a call under. Names made up by clients must not fill the memory. */
const metricNameOf = (call: string) => (isCall(call) ? call : 'unknown');

const NO_SUCH_CALL = 'There is no call of that name.';

/** Whether a refusal counts as unauthenticated: a correct client with a session gets few of these. */
const countsAsUnauthenticated = (failure: unknown): failure is Refusal =>
  failure instanceof Refusal &&
  (failure.kind === 'invalid_request' || failure.kind === 'not_supported' || failure.detail === NO_SESSION);

/**
 * The answer to a call that arrives while the gateway stops. The client can repeat it at another gateway, or
 * later.
 */
export const STOPPING: Answer = {
  ok: false,
  error: standardError('server_error', 'The gateway is stopping. Nothing was done. Connect again.'),
  status: 503,
  retryAfterSeconds: 1,
};

export interface Dispatcher {
  /** Performs a call. Never throws. */
  answer(message: CallMessage): Promise<Answer>;
  /** Answers a call that could not be read, or was refused before it was read. Never throws. */
  refuse(failure: Refusal, unread: Pick<CallMessage, 'call' | 'address' | 'correlationId'>): Promise<Answer>;
}

/**
 * Database connections for reading sessions, and for counting unauthenticated calls: few, so that calls get
 * the rest.
 */
const AUTHENTICATION_CONNECTIONS = 3;
/**
 * Of the calls that one user may run at once, changes leave this many to reads, where there are more than
 * one.
 */
const READS_PER_USER = 2;
const callsPerUser = (poolSize: number) => Math.max(1, Math.ceil(poolSize / 2));

/** Logs a failure and turns it into an answer, with the standard object and a status. */
export function explainFailure(
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
 * Answers the calls of every protocol in four steps: it identifies the actor, admits the call under the
 * limits, runs it, and explains a failure.
 */
export function createDispatcher(limits: Limits): Dispatcher {
  const poolSize = env().DATABASE_POOL_SIZE;
  const countChange = rateLimiter('changes', limits.changes);
  // 'strangers' is part of the keys that are stored in the table rate_limits.
  const countInDatabase = rateLimiter('strangers', limits.unauthenticated);
  // More calls than connections would only wait for a connection, and fail after a while.
  const callLimiter = createFairLimiter({
    running: poolSize,
    runningPerKey: callsPerUser(poolSize),
    waitingPerKey: limits.waitingCalls,
  });
  // Changes wait for each other's locks. They get fewer places than all calls together, so that stuck changes
  // stop nobody from reading, not even their own user.
  const changeLimiter = createFairLimiter({
    running: connectionsForChanges(),
    runningPerKey: Math.max(1, callsPerUser(poolSize) - READS_PER_USER),
    waitingPerKey: limits.waitingCalls,
  });
  // Counting and authentication have limiters of their own, with a queue for each address. A flood of
  // unauthenticated calls must not delay the others.
  const countLimiter = createFairLimiter({
    running: AUTHENTICATION_CONNECTIONS,
    runningPerKey: 1,
    waitingPerKey: limits.unauthenticated.calls,
  });
  const sessionLimiter = createFairLimiter({
    running: AUTHENTICATION_CONNECTIONS,
    runningPerKey: 2,
    waitingPerKey: limits.waitingCalls,
  });

  /** @throws TooManyCalls when the address has used up its limit */
  function countUnauthenticated(address: string | null): Promise<void> {
    const key = address ?? 'unknown';
    return countLimiter.run(key, () => countInDatabase(key));
  }

  /** Finds the actor of a call's session. A public call has none. */
  async function identify(call: Call, message: CallMessage): Promise<Actor | null> {
    if (call.isPublic) return null;
    const { secret, address, onAuthenticated } = message;
    const actor =
      secret === null ? null : await sessionLimiter.run(address ?? 'unknown', () => readActor(secret));
    if (!actor) refuse('not_authorized', NO_SESSION);
    onAuthenticated?.();
    return actor;
  }

  /**
   * Counts a call, and runs it once it has a place among the calls of its user, or of its address without a
   * user.
   */
  async function admit(
    call: Call,
    { actor, address }: { actor: Actor | null; address: string | null },
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    if (call.isImmediate) return run();
    if (!actor) {
      await countUnauthenticated(address);
      return call.hasOwnQueue ? run() : callLimiter.run(`unauthenticated ${address}`, run);
    }
    const key = `user ${actor.userId}`;
    if (!call.isChange) return callLimiter.run(key, run);
    return changeLimiter.run(key, () =>
      callLimiter.run(key, async () => {
        await countChange(String(actor.userId));
        return run();
      }),
    );
  }

  /**
   * Throws the refusal, or TooManyCalls when it counts as unauthenticated and the address has used up its
   * limit.
   */
  async function refuseCounted(failure: Refusal, { address }: Pick<CallMessage, 'address'>): Promise<never> {
    if (countsAsUnauthenticated(failure)) await countUnauthenticated(address);
    throw failure;
  }

  async function perform(message: CallMessage): Promise<unknown> {
    const call = isCall(message.call) ? calls[message.call] : null;
    if (!call) return refuseCounted(new Refusal('not_supported', NO_SUCH_CALL), message);
    try {
      const actor = await identify(call, message);
      return await admit(call, { actor, address: message.address }, () => call.run(message, actor));
    } catch (error) {
      // `admit` has counted a public call already.
      if (call.isPublic || !countsAsUnauthenticated(error)) throw error;
      return refuseCounted(error, message);
    }
  }

  /**
   * Measures the work and makes it an answer. Every call passes here exactly once, also one that was not
   * read.
   */
  async function answerWith(
    work: () => Promise<unknown>,
    message: Pick<CallMessage, 'call' | 'correlationId'>,
  ): Promise<Answer> {
    try {
      return { ok: true, reply: await measured('gateway', metricNameOf(message.call), work) };
    } catch (error) {
      return explainFailure(error, message);
    }
  }

  return {
    answer: (message) => answerWith(() => perform(message), message),
    refuse: (failure, unread) => answerWith(() => refuseCounted(failure, unread), unread),
  };
}
