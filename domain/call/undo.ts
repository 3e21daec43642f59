import type { z } from 'zod';
import { refuse } from './errors';
import type { Mutation } from './mutation';

/** How to restore a removal. `State` is what its audit entry holds about what was removed. */
export interface Undo<State = unknown> {
  state: z.ZodType<State>;
  /** The documented call that restores what was removed. */
  mutation: Mutation<unknown>;
  /**
   * Makes that call's request from the removal's audit entry.
   *
   * @throws Refusal 106 when the entry's state does not match the schema
   */
  request: (recorded: { before: unknown; after: unknown }) => object;
}

/** A removal: a mutation with an inverse. */
export interface Undoable<Reply> extends Mutation<Reply> {
  undo: Undo;
}

/**
 * Defines how to restore a removal.
 *
 * @param definition `state` is the schema of the recorded state, `mutation` the restoring call
 */
export function defineUndo<State>(definition: {
  state: z.ZodType<State>;
  mutation: Mutation<unknown>;
  request: (recorded: { before: State; after: State | null }) => object;
}): Undo<State> {
  const { state, mutation } = definition;
  return {
    state,
    mutation,
    request(recorded) {
      const before = state.safeParse(recorded.before);
      const after = state.nullable().safeParse(recorded.after);
      if (!before.success || !after.success) {
        refuse('not_supported', 'The entry of this removal does not tell what to restore.');
      }
      return definition.request({ before: before.data, after: after.data });
    },
  };
}
