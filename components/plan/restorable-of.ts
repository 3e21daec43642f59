import type { Restorable } from '../confirm/restore-context';
import { plainWords } from '../ui/sentence';
import type { Step } from './use-plan';

/** The numbers of the entries of removals that were restored from the dialog. */
export type Restored = ReadonlySet<string>;

/** The removal of a step, if it was done, can be restored and was not. */
export function restorableOf(
  { item, outcome }: Pick<Step, 'item' | 'outcome'>,
  restored: Restored,
): Restorable[] {
  if (!item.isRestorable || outcome.kind !== 'done' || restored.has(outcome.seq)) return [];
  return [{ seq: outcome.seq, target: plainWords(item.name) }];
}
