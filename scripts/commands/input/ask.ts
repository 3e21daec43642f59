import { createInterface } from 'node:readline/promises';
import input from '@inquirer/input';
import password from '@inquirer/password';
import { UserError } from '../../setup/user-error.mjs';

/** Exit code after Ctrl+C, as of a command that SIGINT ended. */
const STOPPED = 130;

interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** Questions go to standard error, so that standard output holds only the command's own output. */
const terminal: Terminal = { input: process.stdin, output: process.stderr };

/** Inquirer stops at Ctrl+C only. After Ctrl+D or the end of the input it would wait for ever. */
async function orStop(
  { input: keys, output }: Terminal,
  ask: (context: Terminal & { signal: AbortSignal }) => Promise<string>,
): Promise<string> {
  const stop = new AbortController();
  const onEnd = () => stop.abort();
  const onKey = (_: unknown, key?: { ctrl?: boolean; name?: string }) => {
    if (key?.ctrl && key.name === 'd') stop.abort();
  };
  keys.on('keypress', onKey).on('end', onEnd);
  try {
    return await ask({ input: keys, output, signal: stop.signal });
  } catch (error) {
    if (!['ExitPromptError', 'AbortPromptError'].includes((error as Error).name)) throw error;
    throw new UserError('Stopped; nothing was changed.', STOPPED);
  } finally {
    keys.off('keypress', onKey).off('end', onEnd);
  }
}

/**
 * Asks on the terminal, without showing what is typed.
 *
 * @throws UserError on Ctrl+C and Ctrl+D
 */
export const askHidden = (message: string, on = terminal) =>
  orStop(on, (context) => password({ message }, context));

/**
 * Asks on the terminal and shows what is typed.
 *
 * @throws UserError on Ctrl+C and Ctrl+D
 */
export const askVisible = (message: string, on = terminal) =>
  orStop(on, (context) => input({ message }, context));

/** Returns the first line of standard input, or an empty text when there is no line. Inquirer needs a terminal. */
export async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
