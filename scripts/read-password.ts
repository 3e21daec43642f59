import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Refusal } from './setup/refusal.mjs';

/**
 * Gets a password from whoever started the command: asked for twice on a terminal, without showing it, or the
 * first line of standard input.
 *
 * @returns the password
 * @throws Refusal when none is given, or the two differ
 */
export async function readPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await askTwice() : await readLine();
  if (password) return password;
  throw new Refusal('No password was given: type one, or send it as one line on standard input.');
}

async function askTwice(): Promise<string> {
  const first = await ask('Password: ');
  if (first && first !== (await ask('The same again: '))) throw new Refusal('The two passwords differ.');
  return first;
}

async function ask(question: string): Promise<string> {
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true });
  process.stdout.write(question);
  try {
    return await new Promise((resolve, reject) => {
      // In this mode Ctrl+C is a key like any other.
      terminal.once('SIGINT', () => reject(new Refusal('Given up; nothing was changed.')));
      terminal.once('close', () => resolve(''));
      terminal.once('line', resolve);
    });
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
