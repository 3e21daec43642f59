import { createInterface } from 'node:readline/promises';
import input from '@inquirer/input';
import password from '@inquirer/password';
import { UserError } from '../../setup/user-error.mjs';

/** Questions go to standard error, so that standard output holds only the command's own output. */
const terminal = { output: process.stderr };

/** Exit code after Ctrl+C, as of a command that SIGINT ended. */
const STOPPED = 130;

async function orStop(answer: Promise<string>): Promise<string> {
  try {
    return await answer;
  } catch (error) {
    if ((error as Error).name !== 'ExitPromptError') throw error;
    throw new UserError('Stopped; nothing was changed.', STOPPED);
  }
}

/**
 * Asks on the terminal, without showing what is typed.
 *
 * @throws UserError on Ctrl+C and Ctrl+D
 */
export const askHidden = (message: string) => orStop(password({ message }, terminal));

/**
 * Asks on the terminal and shows what is typed.
 *
 * @throws UserError on Ctrl+C and Ctrl+D
 */
export const askVisible = (message: string) => orStop(input({ message }, terminal));

/** Returns the first line of standard input, or an empty text when there is no line. Inquirer needs a terminal. */
export async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
