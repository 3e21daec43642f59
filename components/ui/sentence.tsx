import { Fragment } from 'react';
import { revealHidden } from '@/domain/values/characters';
import { Name } from './name';

/** Text with names, which are kept separate from the text. */
export interface Sentence {
  /** The text before, between and after the names: one part more than there are names. */
  words: readonly string[];
  names: readonly string[];
}

/**
 * Makes a sentence from a template. Its values are names, numbers or other sentences.
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
 * Text from the server, which may contain names. Hidden characters are visible; the direction is that of
 * English.
 */
export const asSaid = (words: string): Sentence => ({ words: [revealHidden(words)], names: [] });

/**
 * Joins several names or sentences.
 *
 * @param between the text between any two
 */
export const joined = (parts: readonly (string | Sentence)[], between = ', '): Sentence =>
  parts
    .map((part) => (typeof part === 'string' ? sentence`${part}` : part))
    .reduce(
      (whole, part, index) => (index === 0 ? part : sentence`${whole}${asSaid(between)}${part}`),
      sentence``,
    );

/** Converts a sentence to text, for places without elements, such as labels for screen readers. */
export const plainWords = (said: string | Sentence): string =>
  revealHidden(
    typeof said === 'string'
      ? said
      : said.words.map((words, index) => `${words}${said.names[index] ?? ''}`).join(''),
  );

/** A sentence on the page, with each name in its own element. */
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
