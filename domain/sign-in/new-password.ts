import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';
import { LONGEST_PASSWORD } from './password';

/** NIST SP 800-63B-4 requires 15 characters when a password is the only factor. */
const SHORTEST = 15;

/** The lowest of zxcvbn's scores, 0 to 4, for passwords that withstand 10^8 guesses. */
const GOOD_SCORE = 3;

const PRODUCT = ['access', 'console'];

/** Shorter names are part of many words by chance. */
const SHORTEST_NAME = 4;

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** The length of a password that a person chooses. */
export const newPassword = z
  .string({ error: 'A password must be given.' })
  .min(SHORTEST, `The password is too weak: it needs at least ${SHORTEST} characters.`)
  .max(LONGEST_PASSWORD, `The password is too long: at most ${LONGEST_PASSWORD} characters.`);

/** The password without the names in it, in any case: attackers know them, so only the rest counts. */
function withoutNames(password: string, names: string[]): string {
  return names
    .filter((name) => name.length >= SHORTEST_NAME)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.toLowerCase().replaceAll(name.toLowerCase(), ''), password);
}

/**
 * Refuses a password that attackers try early: a common one, a keyboard pattern, a repetition, or one made of
 * the product's name or the user's own.
 *
 * @param password of the right length
 * @param user name and e-mail address, which don't count as secret
 * @throws Error, fit to be shown
 */
export function demandUncommon(password: string, user: { userName: string; email: string }): void {
  const names = [user.userName, user.email, ...user.email.split(/[@.]/), ...PRODUCT];
  if (strength.check(withoutNames(password, names), names).score >= GOOD_SCORE) return;
  throw new Error(
    'The password is too easy to guess: it is a common password, a pattern, or made of a name. ' +
      'Choose four or more unrelated words.',
  );
}
