import { spawn } from 'node:child_process';
import path from 'node:path';
import { UserError } from './user-error.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Flags that let a Node process end when the process that started it has ended, over the channel between them. It
 * is a URL, since a path may hold characters that mean something else in one.
 */
export const followParent = ['--import', new URL('../servers/follow-parent.mjs', import.meta.url).href];

/**
 * The command that runs an installed tool, without a shell or npx between.
 *
 * @param {string} script JavaScript file inside node_modules
 * @param {string[]} args its arguments
 * @returns {string[]} program and arguments
 */
export function nodeTool(script, ...args) {
  return [process.execPath, path.join(root, 'node_modules', script), ...args];
}

/**
 * Runs a program in the checkout to its end.
 *
 * @param {{ command: string[], env?: object, signal?: AbortSignal, isAloud?: boolean, follows?: boolean }} options
 *   `env` is added to this process's own; `signal` ends the program early; `isAloud` shows the output instead of
 *   collecting it; `follows` ends a Node program when this process is killed
 * @returns {Promise<{ code: number, output: string }>} exit code, and what it printed unless that was shown
 * @throws the signal's reason when that ended it; Error when it can't be started
 */
export async function runTool({ command, env = {}, signal, isAloud = false, follows = false }) {
  signal?.throwIfAborted();
  const [program, ...args] = command;
  const isFollowing = follows && program === process.execPath;
  const child = spawn(program, isFollowing ? [...followParent, ...args] : args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: [
      'ignore',
      isAloud ? 'inherit' : 'pipe',
      isAloud ? 'inherit' : 'pipe',
      ...(isFollowing ? ['ipc'] : []),
    ],
    // In a group of its own Ctrl+C reaches it once, from here: a second one would keep test runners from tidying up.
    detached: signal !== undefined,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  let timer;
  const end = () => {
    killGroup(child, 'SIGINT');
    timer = setTimeout(() => killGroup(child, 'SIGKILL'), 15_000);
  };
  signal?.addEventListener('abort', end);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    });
    signal?.throwIfAborted();
    return { code, output };
  } finally {
    signal?.removeEventListener('abort', end);
    clearTimeout(timer);
  }
}

function killGroup(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Runs a program that has to succeed; what it printed is shown only when it doesn't.
 *
 * @param {{ command: string[], env?: object, signal?: AbortSignal, follows?: boolean }} options as for runTool
 * @returns {Promise<string>} what it printed
 * @throws UserError with the output when it fails
 */
export async function mustRunTool(options) {
  const { code, output } = await runTool(options);
  if (code !== 0) throw new UserError(`${output.trim()}\n\nThis ended with exit code ${code}.`);
  return output;
}
