import { UserError } from '../../setup/user-error.mjs';
import { askHidden, readLine } from './ask';

/**
 * Gets a password: on a terminal it asks twice without showing the password, otherwise it reads the first
 * line of standard input.
 *
 * @throws UserError when no password is given or the two differ
 */
export async function readPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await askTwice() : await readLine();
  if (password) return password;
  throw new UserError('No password was given: type one, or send it as one line on standard input.');
}

async function askTwice(): Promise<string> {
  const first = await askHidden('Password:');
  if (first && first !== (await askHidden('Repeat the password:')))
    throw new UserError('The two passwords differ.');
  return first;
}
