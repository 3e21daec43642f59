import { Fragment } from 'react';
import { revealHidden } from '@/domain/values/characters';
import { Name } from './name';

/** Words with names in them, which are kept apart from the words. */
export interface Sentence {
  /** The words before, between and after the names: one more than there are names. */
  words: readonly string[];
  names: readonly string[];
}

/**
 * Makes a sentence of a template. What is put into it is a name, a number, or a sentence of its own.
 *
 * @example sentence`${userName} no longer manages ${omsName}.`
 */
export function sentence(
  words: TemplateStringsArray,
  ...values: readonly (string | number | Sentence)[]
): Sentence {
  const whole: { words: string[]; names: string[] } = { words: [words[0] ?? ''], names: [] };
  const say = (more: string) => {
    whole.words.push(`${whole.words.pop()}${more}`);
  };
  values.forEach((value, index) => {
    if (typeof value === 'string') {
      whole.names.push(value);
      whole.words.push('');
    } else if (typeof value === 'number') {
      say(String(value));
    } else {
      say(value.words[0] ?? '');
      whole.names.push(...value.names);
      whole.words.push(...value.words.slice(1));
    }
    say(words[index + 1] ?? '');
  });
  return whole;
}

/**
 * Words that the server has said, names and all. What is hidden in them is seen; they keep the direction of English.
 *
 * @param words as they came
 */
export const asSaid = (words: string): Sentence => ({ words: [revealHidden(words)], names: [] });

/**
 * Several names or sentences, one after the other.
 *
 * @param parts in their order
 * @param between what stands between any two
 */
export const joined = (parts: readonly (string | Sentence)[], between = ', '): Sentence =>
  parts
    .map((part) => (typeof part === 'string' ? sentence`${part}` : part))
    .reduce(
      (whole, part, index) => (index === 0 ? part : sentence`${whole}${asSaid(between)}${part}`),
      sentence``,
    );

/**
 * A sentence as text, for where no element can stand, such as in a label that is only read out.
 *
 * @param said a sentence, or words without names
 */
export const plainWords = (said: string | Sentence): string =>
  revealHidden(
    typeof said === 'string'
      ? said
      : said.words.map((words, index) => `${words}${said.names[index] ?? ''}`).join(''),
  );

/** A sentence on the page: each name in an element of its own. */
export function Words({ of: said }: { of: string | Sentence }) {
  if (typeof said === 'string') return revealHidden(said);
  return said.words.map((words, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence has no other order.
    <Fragment key={index}>
      {words}
      {said.names[index] !== undefined && <Name>{said.names[index]}</Name>}
    </Fragment>
  ));
}
