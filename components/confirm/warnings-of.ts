import type { Warning } from './warnings';

/** The warnings that a preview gives, in its order, as far as a dialog has a text for them. */
export const warningsOf = <Key extends string>(
  given: readonly Key[],
  texts: Partial<Record<Key, Warning>>,
): Warning[] => given.flatMap((key) => texts[key] ?? []);
