import type { z } from 'zod';
import type { Actor, CallContext } from './actor';
import { demandUnrestored } from './audit/idempotency';
import { recordFailure } from './audit/record-failure';
import { type Attempt, type Outcome, type Target, writeEntries } from './audit/write';
import { demandRight } from './authorize';
import { inDryRun } from './dry-run';
import { admit, admitOnce } from './entrance';
import { NO_SESSION, Refusal, refuse } from './errors';
import type { IdOrName } from './id-or-name';
import type { Operation } from './operation';
import type { Permission } from './permissions';
import type { Reason } from './reason';
import { parseRequest, tryRequest } from './request';
import { deadlineFromNow, inChange, type Tx, translateError } from './transaction';

/** The context of a call that changes something. */
export interface MutationContext extends CallContext {
  /** Idempotency key that the client chose: a request that is sent twice is performed once. */
  requestId: string;
  reason?: Reason;
  /** Digest of the facts that the actor's dialog showed, if there was one. */
  expectedDigest?: string;
  /** The removal that this call restores. */
  restores?: Restored;
}

/** A removal to restore: its audit entry, and the state before it. */
export interface Restored {
  seq: bigint;
  before: unknown;
}

/** What a mutation replies, and the number of its audit entry: the first, if it has several effects. */
export interface Recorded<Reply> {
  reply: Reply;
  seq: bigint;
}

export interface Mutation<Reply> extends Operation<Reply, MutationContext> {
  /** As run, and tells the audit entry. */
  runRecorded(actor: Actor | null, request: unknown, context: MutationContext): Promise<Recorded<Reply>>;
  /**
   * Performs the mutation up to its audit entry, under the same locks, and rolls back.
   *
   * @returns what would change
   * @throws what run would throw
   */
  dryRun(actor: Actor | null, request: unknown, restores?: Restored): Promise<Effect[]>;
  /** As dryRun, in a transaction that the caller rolls back. */
  dryRunIn(tx: Tx, actor: Actor | null, request: unknown, restores?: Restored): Promise<Effect[]>;
  /** Whether the call changes what others may do. Such calls run one at a time. */
  changesRights: boolean;
}

/** The input of a mutation's `perform`, inside its transaction. */
export interface MutationInput<Request> {
  request: Request;
  /** With current permissions, locked until the end of the transaction. */
  actor: Actor;
  expectedDigest: string | undefined;
  restores: Restored | undefined;
  /** Sets the target of the audit entry, which also applies if the attempt is refused afterwards. */
  setTarget(target: Target): void;
}

/** One thing that a mutation has changed. Each effect gets its own audit entry. */
export interface Effect {
  target: Target;
  /** The state of the thing and of what depends on it. */
  before: unknown;
  after: unknown;
}

/**
 * Defines an operation that changes something: authorize → parse → one transaction { known request id? →
 * current permission → perform → audit entry }. A refusal or a fault is recorded in its own transaction.
 */
export function defineMutation<Request, Reply>(definition: {
  call: string;
  permission: Permission;
  request: z.ZodType<Request>;
  describe: (request: Request) => string;
  /** The affected person as the request names them, if it does. */
  subject?: (request: Request) => IdOrName;
  /**
   * For calls that change what others may do: they run one at a time. Two actors who revoke each other's
   * permission would otherwise deadlock, or each revoke one of the last two.
   */
  changesRights?: boolean;
  perform: (
    tx: Tx,
    work: MutationInput<Request>,
  ) => Promise<{ effects: [Effect, ...Effect[]]; reply: Reply }>;
}): Mutation<Reply> {
  const { call, permission, changesRights = false } = definition;
  const operation = { call, permission, changesRights };

  /** Restores a removal only once. Only actors who may restore it learn that it was already restored. */
  async function performOnce(tx: Tx, work: MutationInput<Request>) {
    const { restores } = work;
    if (!restores) return definition.perform(tx, work);
    try {
      const performed = await definition.perform(tx, work);
      await demandUnrestored(tx, restores.seq);
      return performed;
    } catch (error) {
      // The object that blocks this attempt may be the one that was already restored.
      if (error instanceof Refusal && error.kind === 'operation_failed') {
        await demandUnrestored(tx, restores.seq);
      }
      throw error;
    }
  }

  async function dryRunIn(tx: Tx, actor: Actor | null, input: unknown, restores?: Restored) {
    demandRight(actor, { call, permission });
    const request = parseRequest(definition.request, input);
    const present = await admit(tx, actor, operation);
    const work = { request, actor: present, expectedDigest: undefined, restores, setTarget: () => {} };
    return (await performOnce(tx, work)).effects;
  }

  const mutation: Mutation<Reply> = {
    call,
    kind: 'mutation',
    permission,
    changesRights,
    request: definition.request,
    run: async (actor, input, context) => (await mutation.runRecorded(actor, input, context)).reply,
    async runRecorded(actor, input, context) {
      if (actor === null) refuse('not_authorized', NO_SESSION);
      const { request, problem } = tryRequest(definition.request, input);
      if (problem) {
        demandRight(actor, { call, permission });
        throw problem;
      }
      const { requestId, reason, expectedDigest, restores } = context;
      // The request ids of further effects contain #.
      if (requestId.includes('#')) refuse('invalid_request', 'A request id must not contain #.');
      const attempt: Attempt & { actor: Actor } = {
        actor,
        context,
        call,
        requestId,
        request,
        ...(reason && { reason }),
        target: { words: definition.describe(request) },
        subject: definition.subject?.(request),
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
          const { recorded, present } = await admitOnce(tx, attempt, operation);
          if (recorded) return recorded as Recorded<Reply>;
          const work = { request, actor: present, expectedDigest, restores, setTarget };
          const { effects, reply } = await performOnce(tx, work);
          const seq = await writeEntries(
            tx,
            effects.map((effect, index) => recordOf(attempt, { effect, index, reply })),
          );
          isCommitting = true;
          return { reply, seq };
        }, deadline);
      } catch (error) {
        const recorded = await recordFailure(attempt, {
          reason: translateError(error),
          isCommitting,
          deadline,
        });
        return recorded as Recorded<Reply>;
      }
    },
    dryRunIn,
    async dryRun(actor, input, restores) {
      demandRight(actor, { call, permission });
      parseRequest(definition.request, input);
      try {
        return await inDryRun((tx) => dryRunIn(tx, actor, input, restores));
      } catch (error) {
        throw translateError(error);
      }
    },
  };
  return mutation;
}

/**
 * The first effect's entry has the request id and the reply; the other entries have ids derived from that id.
 */
function recordOf(attempt: Attempt, done: { effect: Effect; index: number; reply: unknown }) {
  const { effect, index, reply } = done;
  const { target, before, after } = effect;
  const result: Outcome = { outcome: 'done', errorCode: 0, detail: null, before, after };
  if (index === 0) return { attempt: { ...attempt, target }, result: { ...result, reply } };
  const requestId = `${attempt.requestId}#${index + 1}`;
  return { attempt: { ...attempt, target, requestId, restores: undefined }, result };
}
