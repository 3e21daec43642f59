import { plainWords, type Sentence } from '../ui/sentence';

/** A risk by name, and what it means here. */
export interface Warning {
  title: string;
  words: string | Sentence;
  /** What it is a risk for, if a later step on the same can make it worse. */
  about?: string;
}

/** The warnings that a preview gives, in its order, as far as a dialog has a text for them. */
export const warningsOf = <Key extends string>(
  given: readonly Key[],
  texts: Partial<Record<Key, Warning>>,
): Warning[] => given.flatMap((key) => texts[key] ?? []);

/**
 * The warnings of several steps without repetitions. Of several about the same, the last one is kept: it says what is so
 * in the end.
 */
export const inTheEnd = (warnings: readonly Warning[]): Warning[] => [
  ...new Map(warnings.map((warning) => [warning.about ?? plainWords(warning.words), warning])).values(),
];
