import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UserError } from '../../setup/user-error.mjs';

/**
 * Asks on the terminal, without showing what is typed.
 *
 * @param question shown on standard error, so that a command's output stays its own
 * @returns what was typed
 * @throws UserError on Ctrl+C
 */
export async function askHidden(question: string): Promise<string> {
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true });
  process.stderr.write(question);
  try {
    return await new Promise((resolve, reject) => {
      // In this mode Ctrl+C is a key like any other.
      terminal.once('SIGINT', () => reject(new UserError('Given up; nothing was changed.')));
      terminal.once('close', () => resolve(''));
      terminal.once('line', resolve);
    });
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/**
 * Asks on the terminal.
 *
 * @param question shown on standard error
 * @returns what was typed
 * @throws UserError on Ctrl+C and Ctrl+D
 */
export async function askAloud(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } catch {
    throw new UserError('Given up; nothing was changed.');
  } finally {
    terminal.close();
  }
}

/** The first line of standard input; empty without one. */
export async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
