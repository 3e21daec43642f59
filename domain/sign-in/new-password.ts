import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';
import { LONGEST_PASSWORD } from './password';

/** NIST SP 800-63B-4 asks for 15 characters where a password is the only factor. */
const SHORTEST = 15;

/** Of zxcvbn's scores from 0 to 4 the first for passwords that withstand 10^8 guesses. */
const GOOD_SCORE = 3;

const PRODUCT = ['access', 'console'];

/** Shorter ones stand in many words by chance. */
const SHORTEST_NAME = 4;

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** The length that a password must have when a person chooses one. */
export const newPassword = z
  .string({ error: 'A password must be given.' })
  .min(SHORTEST, `The password is too weak: it needs at least ${SHORTEST} characters.`)
  .max(LONGEST_PASSWORD, `The password is too long: at most ${LONGEST_PASSWORD} characters.`);

/** The password without the names in it, in any case: an attacker knows them, so only the rest counts. */
function withoutNames(password: string, names: string[]): string {
  return names
    .filter((name) => name.length >= SHORTEST_NAME)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.toLowerCase().replaceAll(name.toLowerCase(), ''), password);
}

/**
 * Refuses a password that an attacker tries early: a common one, a pattern of the keyboard, a repetition, or
 * one made of the product's name or the user's own.
 *
 * @param password of the right length
 * @param user whose name and e-mail address don't count as secret
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
