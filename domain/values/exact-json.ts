import { randomUUID } from 'node:crypto';
import { parse } from 'lossless-json';

/** Random for each process and kept secret, so that no text can be mistaken for a number. */
const MARK = `exact number ${randomUUID()}: `;
const MARKED = new RegExp(`"${MARK}([^"]+)"`, 'g');

/** A number with more digits than a JavaScript number holds. Only `writeJson` can write it. */
export class ExactNumber {
  constructor(readonly digits: string) {}

  /** JSON.stringify can't write a number from text, so this returns a text that `writeJson` recognizes. */
  toJSON(): string {
    return MARK + this.digits;
  }
}

/**
 * A JavaScript number if that keeps every digit, otherwise an ExactNumber.
 *
 * @param digits a number as JSON writes it
 */
export function exactNumber(digits: string): number | ExactNumber {
  const number = Number(digits);
  return String(number) === digits ? number : new ExactNumber(digits);
}

/**
 * Writes JSON in which every ExactNumber is a number with all its digits.
 *
 * @param value may contain ExactNumbers
 */
export const writeJson = (value: unknown): string => JSON.stringify(value).replace(MARKED, '$1');

/**
 * Reads what `writeJson` wrote. Writing the result again gives the same bytes.
 *
 * @throws SyntaxError when the text is not JSON
 */
export const readJson = (text: string): unknown => parse(text, undefined, exactNumber);
