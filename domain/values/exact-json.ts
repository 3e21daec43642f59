import { randomUUID } from 'node:crypto';
import { parse } from 'lossless-json';

/** Made anew by each process and told to nobody, so that no text can pass for a number. */
const MARK = `exact number ${randomUUID()}: `;
const MARKED = new RegExp(`"${MARK}([^"]+)"`, 'g');

/** A number with more digits than a JavaScript number holds. Only `writeJson` can write it. */
export class ExactNumber {
  constructor(readonly digits: string) {}

  /** JSON.stringify can't write a number from text, so this leaves a text that `writeJson` finds again. */
  toJSON(): string {
    return MARK + this.digits;
  }
}

/**
 * A decimal as a number where that keeps every digit as it is written, else as an ExactNumber.
 *
 * @param digits a number as JSON writes it
 */
export function exactNumber(digits: string): number | ExactNumber {
  const number = Number(digits);
  return String(number) === digits ? number : new ExactNumber(digits);
}

/**
 * JSON in which every ExactNumber is a number with all its digits.
 *
 * @param value anything JSON can hold, and ExactNumbers
 */
export const writeJson = (value: unknown): string => JSON.stringify(value).replace(MARKED, '$1');

/**
 * Reads what `writeJson` wrote, so that writing it again gives the same bytes.
 *
 * @param text JSON
 * @throws SyntaxError when it is none
 */
export const readJson = (text: string): unknown => parse(text, undefined, exactNumber);
