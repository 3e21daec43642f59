import type { z } from 'zod';
import type { Actor, CallContext } from './actor';
import { demandUnrestored, findRecordedReply } from './audit/idempotency';
import { recordFailure } from './audit/record-failure';
import { type Attempt, type Outcome, type Target, writeEntries } from './audit/write';
import { demandRight, lockRights } from './authorize';
import { NO_SESSION, Refusal, refuse } from './errors';
import type { Operation } from './operation';
import type { Permission } from './permissions';
import type { Reason } from './reason';
import { parseRequest, tryRequest } from './request';
import { advisoryLock, deadlineFromNow, inChange, type Tx, translateError } from './transaction';

/** What a call that changes something brings along. */
export interface MutationContext extends CallContext {
  /** The caller's own id for this request: sent twice, it is done once. */
  requestId: string;
  reason?: Reason;
  /** Digest of the facts that the caller was shown, when he was shown any. */
  expectedDigest?: string;
  /** The removal that this call takes back. */
  restores?: Restored;
}

/** A removal that is to be taken back: its audit entry, and the state before it. */
export interface Restored {
  seq: bigint;
  before: unknown;
}

export interface Mutation<Reply> extends Operation<Reply, MutationContext> {
  /**
   * Does everything up to the audit entry, and undoes it: what would change, under the locks of this moment.
   *
   * @throws what run would throw
   */
  dryRun(actor: Actor | null, request: unknown, restores?: Restored): Promise<Effect[]>;
}

/** What a mutation works with, inside its transaction. */
export interface MutationInput<Request> {
  request: Request;
  /** With the permissions he has now, held until the end of the transaction. */
  actor: Actor;
  expectedDigest: string | undefined;
  restores: Restored | undefined;
  /** Says what the attempt turned out to be about, for the audit entry, also if it is refused afterwards. */
  setTarget(target: Target): void;
}

/** One thing that a mutation has changed, which gets an audit entry of its own. */
export interface Effect {
  target: Target;
  /** The state around the thing. */
  before: unknown;
  after: unknown;
}

/**
 * An operation that changes something: authorize → parse → one transaction { known request id? → right as it
 * is now → perform → audit entry }. A refusal or a failure is audited in a transaction of its own.
 *
 * @param definition its name, the right it needs, what a request looks like, what it is about as far as the
 *   request tells, and the work itself
 */
export function defineMutation<Request, Reply>(definition: {
  call: string;
  permission: Permission;
  request: z.ZodType<Request>;
  describe: (request: Request) => string;
  /**
   * Of calls that change what others may do: one at a time. Two who take each other's right would wait for each
   * other, and each could take the last one that is left.
   */
  changesRights?: boolean;
  perform: (
    tx: Tx,
    work: MutationInput<Request>,
  ) => Promise<{ effects: [Effect, ...Effect[]]; reply: Reply }>;
}): Mutation<Reply> {
  const { call, permission, changesRights = false } = definition;

  /** The actor with his rights of this moment, held, if he may go on. */
  async function admit(tx: Tx, actor: Actor): Promise<Actor> {
    if (changesRights) await advisoryLock(tx, 'rights');
    const present = await lockRights(tx, actor);
    demandRight(present, { call, permission });
    return present;
  }

  /** What takes a removal back does so once. That it was done already is told to those only who may do it. */
  async function performOnce(tx: Tx, work: MutationInput<Request>) {
    const { restores } = work;
    if (!restores) return definition.perform(tx, work);
    try {
      const performed = await definition.perform(tx, work);
      await demandUnrestored(tx, restores.seq);
      return performed;
    } catch (error) {
      // What stands in the way may be the very thing that was restored.
      if (error instanceof Refusal && error.kind === 'operation_failed') {
        await demandUnrestored(tx, restores.seq);
      }
      throw error;
    }
  }

  return {
    call,
    kind: 'mutation',
    permission,
    request: definition.request,
    async run(actor, input, context) {
      if (actor === null) refuse('not_authorized', NO_SESSION);
      const { request, problem } = tryRequest(definition.request, input);
      if (problem) {
        demandRight(actor, { call, permission });
        throw problem;
      }
      const { requestId, reason, expectedDigest, restores } = context;
      // The ids of further effects are made with it.
      if (requestId.includes('#')) refuse('invalid_request', 'A request id must not contain #.');
      const attempt: Attempt = {
        actor,
        context,
        call,
        requestId,
        request,
        ...(reason && { reason }),
        target: { words: definition.describe(request) },
        restores: restores?.seq,
      };
      const setTarget = (target: Target) => {
        attempt.target = target;
      };
      const deadline = deadlineFromNow();
      let isCommitting = false;
      try {
        return await inChange(async (tx) => {
          isCommitting = false;
          const recorded = await findRecordedReply(tx, attempt);
          if (recorded) return recorded.reply as Reply;
          const present = await admit(tx, actor);
          const work = { request, actor: present, expectedDigest, restores, setTarget };
          const { effects, reply } = await performOnce(tx, work);
          await writeEntries(
            tx,
            effects.map((effect, index) => recordOf(attempt, { effect, index, reply })),
          );
          isCommitting = true;
          return reply;
        }, deadline);
      } catch (error) {
        const { reply } = await recordFailure(attempt, {
          reason: translateError(error),
          isCommitting,
          deadline,
        });
        return reply as Reply;
      }
    },
    async dryRun(actor, input, restores) {
      demandRight(actor, { call, permission });
      const request = parseRequest(definition.request, input);
      try {
        await inChange(async (tx) => {
          const present = await admit(tx, actor);
          const work = { request, actor: present, expectedDigest: undefined, restores, setTarget: () => {} };
          throw new RollbackSignal((await performOnce(tx, work)).effects);
        });
      } catch (error) {
        if (error instanceof RollbackSignal) return error.effects;
        throw translateError(error);
      }
      throw new Error('A rehearsal was not undone.');
    },
  };
}

/** Undoes the transaction of a rehearsal, and brings out what it would have changed. */
class RollbackSignal extends Error {
  constructor(readonly effects: Effect[]) {
    super('A rehearsal is undone.');
  }
}

/** The first effect's entry carries the request id and the reply; the others' ids are made from that one. */
function recordOf(attempt: Attempt, done: { effect: Effect; index: number; reply: unknown }) {
  const { effect, index, reply } = done;
  const { target, before, after } = effect;
  const result: Outcome = { outcome: 'done', errorCode: 0, detail: null, before, after };
  if (index === 0) return { attempt: { ...attempt, target }, result: { ...result, reply } };
  const requestId = `${attempt.requestId}#${index + 1}`;
  return { attempt: { ...attempt, target, requestId, restores: undefined }, result };
}
