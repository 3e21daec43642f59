import { UserError } from '../../setup/user-error.mjs';
import { askHidden, readLine } from './ask';

/**
 * Gets a password from whoever started the command: asked for twice on a terminal, without showing it, or the
 * first line of standard input.
 *
 * @returns the password
 * @throws UserError when none is given, or the two differ
 */
export async function readPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await askTwice() : await readLine();
  if (password) return password;
  throw new UserError('No password was given: type one, or send it as one line on standard input.');
}

async function askTwice(): Promise<string> {
  const first = await askHidden('Password: ');
  if (first && first !== (await askHidden('The same again: ')))
    throw new UserError('The two passwords differ.');
  return first;
}
