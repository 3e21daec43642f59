import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UserError } from '../../setup/user-error.mjs';

/**
 * Asks on the terminal, without showing what is typed. The question goes to standard error, so that standard
 * output holds only the command's own output.
 *
 * @throws UserError on Ctrl+C
 */
export async function askHidden(question: string): Promise<string> {
  const discard = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: discard, terminal: true });
  process.stderr.write(question);
  try {
    return await new Promise((resolve, reject) => {
      // In this mode Ctrl+C sends no signal.
      terminal.once('SIGINT', () => reject(new UserError('Stopped; nothing was changed.')));
      terminal.once('close', () => resolve(''));
      terminal.once('line', resolve);
    });
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/**
 * Asks on the terminal and shows what is typed. The question goes to standard error.
 *
 * @throws UserError on Ctrl+C and Ctrl+D
 */
export async function askVisible(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } catch {
    throw new UserError('Stopped; nothing was changed.');
  } finally {
    terminal.close();
  }
}

/** Returns the first line of standard input, or an empty text when there is no line. */
export async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
