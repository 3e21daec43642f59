import type { z } from 'zod';
import { database } from '@/prisma/client';
import type { Actor } from './actor';
import type { Target } from './audit/write';
import { canonicalJson, sha256 } from './digest';
import { refuse } from './errors';
import { defineMutation } from './mutation';
import { defineQuery, type Query } from './operation';
import type { Permission } from './permissions';
import { LOCK, NO_LOCK, type RowLock } from './row-lock';
import type { Tx } from './transaction';
import type { Preview } from './types';
import type { Undo, Undoable } from './undo';

export interface RemovalDefinition<Request, Found, Facts, State, Reply> {
  /** The documented name. */
  call: string;
  permission: Permission;
  request: z.ZodType<Request>;
  /** What the call is about, as far as the request tells. */
  describe: (request: Request) => string;
  /**
   * Finds what is to be removed, by id and by what the actor may see, in the order of locks that
   * ARCHITECTURE.md gives. Refuses with 104 what is not there and with 20 what is not the actor's.
   */
  find: (tx: Tx, search: { request: Request; actor: Actor; lock: RowLock }) => Promise<Found>;
  /** What a person must know before he confirms: JSON-safe, and nothing he may not see. */
  facts: (found: Found, actor: Actor) => Facts;
  /** The facts that tell what else the same person has, which other steps of a plan may take from him. */
  factsOtherStepsChange: readonly (keyof Facts)[];
  target: (found: Found) => Target;
  /** The rule that forbids the removal, in words, or null. */
  guard: (found: Found, request: Request, actor: Actor) => string | null;
  remove: (tx: Tx, found: Found) => Promise<void>;
  /** The state around the removed thing, for the audit entry. */
  before: (found: Found) => State;
  after: (found: Found) => State | null;
  /** The documented reply, read after the removal. */
  reply: (tx: Tx, found: Found) => Promise<Reply>;
  undo: Undo<State>;
}

export interface Removal<Facts, Reply> extends Undoable<Reply> {
  /** The facts that a dialog shows, with the digest that the removal compares under its lock. */
  preview: Query<Preview<Facts>>;
  /** The digest that stands for the facts in a plan, whose other steps change what the same person has besides. */
  digestInPlan: (facts: Facts) => string;
}

/**
 * A removal: find and lock → compare with what was shown → guard → remove → audit. All that the removals
 * share stands here; what is special about one stands in its definition.
 *
 * @param definition see RemovalDefinition
 */
export function defineRemoval<Request, Found, Facts extends object, State, Reply>(
  definition: RemovalDefinition<Request, Found, Facts, State, Reply>,
): Removal<Facts, Reply> {
  const { call, permission, request, describe } = definition;
  const digestOf = (facts: object) => sha256(canonicalJson(facts));
  const digestInPlan = (facts: Facts) => {
    const kept = Object.entries(facts).filter(
      ([name]) => !definition.factsOtherStepsChange.includes(name as keyof Facts),
    );
    return digestOf(Object.fromEntries(kept));
  };

  const mutation = defineMutation<Request, Reply>({
    call,
    permission,
    request,
    describe,
    async perform(tx, { request, actor, expectedDigest, setTarget }) {
      const found = await definition.find(tx, { request, actor, lock: LOCK });
      setTarget(definition.target(found));
      const facts = definition.facts(found, actor);
      if (expectedDigest !== undefined && ![digestOf(facts), digestInPlan(facts)].includes(expectedDigest)) {
        refuse(
          'operation_failed',
          'Something has changed since this was shown. Nothing was removed. Look again.',
        );
      }
      const objection = definition.guard(found, request, actor);
      if (objection !== null) refuse('operation_failed', objection);
      await definition.remove(tx, found);
      const effect = {
        target: definition.target(found),
        before: definition.before(found),
        after: definition.after(found),
      };
      return { effects: [effect], reply: await definition.reply(tx, found) };
    },
  });

  const preview = defineQuery<Request, Preview<Facts>>({
    call,
    permission,
    request,
    async run(actor, request) {
      const found = await definition.find(database(), { request, actor, lock: NO_LOCK });
      const facts = definition.facts(found, actor);
      return { facts, digest: digestOf(facts), objection: definition.guard(found, request, actor) };
    },
  });

  return { ...mutation, preview, digestInPlan, undo: definition.undo };
}
