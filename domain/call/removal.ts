import type { z } from 'zod';
import { database } from '@/prisma/client';
import type { Actor } from './actor';
import type { Target } from './audit/write';
import { demandRight, lockRights } from './authorize';
import { canonicalJson, sha256 } from './digest';
import { refuse } from './errors';
import type { IdOrName } from './id-or-name';
import { defineMutation } from './mutation';
import { defineQuery, type Query } from './operation';
import type { Permission } from './permissions';
import { parseRequest } from './request';
import { LOCK, NO_LOCK, type RowLock } from './row-lock';
import type { Tx } from './transaction';
import type { Preview } from './types';
import type { Undo, Undoable } from './undo';

export interface RemovalDefinition<Request, Found, Facts, State, Reply> {
  /** The documented name. */
  call: string;
  permission: Permission;
  request: z.ZodType<Request>;
  /** Names the target from the request alone. */
  describe: (request: Request) => string;
  /** The affected person as the request names them. */
  subject: (request: Request) => IdOrName;
  /**
   * Finds what is to be removed, within the actor's scope, and locks rows in the order that ARCHITECTURE.md
   * gives. It refuses with 104 when there is no such object and with 20 when the actor may not manage it.
   */
  find: (tx: Tx, search: { request: Request; actor: Actor; lock: RowLock }) => Promise<Found>;
  /** What the actor must know before they confirm: JSON-safe, and nothing that they may not see. */
  facts: (found: Found, actor: Actor) => Facts;
  /**
   * The facts that only tell what remains, such as how many others. A step of a plan doesn't compare them, so
   * that a difference which matters to nobody doesn't refuse it. What matters is a warning.
   */
  factsOnWhatRemains: readonly (keyof Facts)[];
  target: (found: Found) => Target;
  /** Why a rule forbids the removal, or null. */
  guard: (found: Found, request: Request, actor: Actor) => string | null;
  /**
   * Removes it, and returns the documented reply, read afterwards. In a preview, which locks nothing before, it may be
   * gone already: that is not an error.
   */
  remove: (tx: Tx, found: Found) => Promise<Reply>;
  /** The state of the link and of what depends on it, for the audit entry. */
  before: (found: Found) => State;
  after: (found: Found) => State | null;
  undo: Undo<State>;
}

export interface Removal<Facts, Reply> extends Undoable<Reply> {
  /** The facts that a dialog shows, with the digest that the removal compares under its lock. */
  preview: Query<Preview<Facts>>;
  /**
   * Previews a step of a plan in a transaction that the caller rolls back, and removes there what is to be
   * removed, so that later steps find what this one leaves. It locks only what it changes.
   *
   * @throws what `run` would throw, except for the objection
   */
  previewStep: (tx: Tx, actor: Actor, request: unknown) => Promise<Preview<Facts>>;
}

/**
 * Defines a removal: find and lock → compare with the expected digest → guard → remove → audit. This function
 * holds what all removals share; a definition holds what is special about one.
 */
export function defineRemoval<Request, Found, Facts extends object, State, Reply>(
  definition: RemovalDefinition<Request, Found, Facts, State, Reply>,
): Removal<Facts, Reply> {
  const { call, permission, request, describe, subject } = definition;
  const digestOf = (facts: object) => sha256(canonicalJson(facts));
  const digestInPlan = (facts: Facts) => {
    const kept = Object.entries(facts).filter(
      ([name]) => !definition.factsOnWhatRemains.includes(name as keyof Facts),
    );
    return digestOf(Object.fromEntries(kept));
  };

  const mutation = defineMutation<Request, Reply>({
    call,
    permission,
    request,
    describe,
    subject,
    async perform(tx, { request, actor, expectedDigest, setTarget }) {
      const found = await definition.find(tx, { request, actor, lock: LOCK });
      setTarget(definition.target(found));
      const facts = definition.facts(found, actor);
      if (expectedDigest !== undefined && ![digestOf(facts), digestInPlan(facts)].includes(expectedDigest)) {
        refuse(
          'operation_failed',
          'This changed while you were looking. Nothing was removed. Review it again.',
        );
      }
      const objection = definition.guard(found, request, actor);
      if (objection !== null) refuse('operation_failed', objection);
      const reply = await definition.remove(tx, found);
      const effect = {
        target: definition.target(found),
        before: definition.before(found),
        after: definition.after(found),
      };
      return { effects: [effect], reply };
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

  async function previewStep(tx: Tx, given: Actor, input: unknown): Promise<Preview<Facts>> {
    demandRight(given, { call, permission });
    const parsed = parseRequest(request, input);
    // An earlier step may have ended the actor's own right.
    const actor = await lockRights(tx, given);
    demandRight(actor, { call, permission });
    const found = await definition.find(tx, { request: parsed, actor, lock: NO_LOCK });
    const facts = definition.facts(found, actor);
    const objection = definition.guard(found, parsed, actor);
    if (objection === null) await definition.remove(tx, found);
    return { facts, digest: digestInPlan(facts), objection };
  }

  return { ...mutation, preview, previewStep, undo: definition.undo };
}
