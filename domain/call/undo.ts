import type { z } from 'zod';
import { refuse } from './errors';
import type { Mutation } from './mutation';

/** How a removal is undone. `State` is what its audit entry holds about the removed thing. */
export interface Undo<State = unknown> {
  state: z.ZodType<State>;
  /** The documented call that restores what was removed. */
  mutation: Mutation<unknown>;
  /**
   * That call's request, made of what the removal's audit entry holds.
   *
   * @throws Refusal 106 when the entry holds a state of another form
   */
  request: (recorded: { before: unknown; after: unknown }) => object;
}

/** A mutation that removes something and can be undone. */
export interface Undoable<Reply> extends Mutation<Reply> {
  undo: Undo;
}

/**
 * Defines how a removal is undone.
 *
 * @param definition the schema of the recorded state, the restoring call, and its request
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
