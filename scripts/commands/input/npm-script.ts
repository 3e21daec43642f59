import { Command, InvalidArgumentError } from 'commander';

/**
 * Declares the options of an npm script. If the arguments are wrong, commander says what is wrong, shows the
 * usage, and ends the process with exit code 1. So parse them before the command opens anything.
 */
export const npmScript = (name: string, description: string): Command =>
  new Command(`npm run ${name} --`).description(description).showHelpAfterError();

/** Reads a text that must not be empty. */
export function someText(given: string): string {
  if (given === '') throw new InvalidArgumentError('It must not be empty.');
  return given;
}

/** Reads a whole number of up to nine digits. */
export function wholeNumber(given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(given);
}
