import { spawn } from 'node:child_process';
import path from 'node:path';
import { UserError } from './user-error.mjs';

// Written by hand because it runs before `npm ci` has installed any package: it runs `npm ci`.

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Node flags that make a child end when its parent has ended and so closed the channel between them. The file
 * is given as a URL, since `--import` would misread some characters of a path.
 */
export const followParent = ['--import', new URL('../servers/follow-parent.mjs', import.meta.url).href];

/**
 * Returns the command that runs an installed tool directly, without a shell or npx.
 *
 * @param {string} script JavaScript file, relative to node_modules
 * @param {string[]} args
 * @returns {string[]} program and its arguments
 */
export function nodeTool(script, ...args) {
  return [process.execPath, path.join(root, 'node_modules', script), ...args];
}

/**
 * Runs a program in the checkout and waits for its end. run-tool.d.mts describes the options.
 *
 * @returns {Promise<{ code: number, output: string }>} exit code, and what it printed unless that was shown
 * @throws the signal's reason when aborted; Error when the program can't be started
 */
export async function runTool({ command, env = {}, signal, showsOutput = false, endsWithParent = false }) {
  signal?.throwIfAborted();
  const [program, ...args] = command;
  const isFollowing = endsWithParent && program === process.execPath;
  const child = spawn(program, isFollowing ? [...followParent, ...args] : args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: [
      'ignore',
      showsOutput ? 'inherit' : 'pipe',
      showsOutput ? 'inherit' : 'pipe',
      ...(isFollowing ? ['ipc'] : []),
    ],
    // In its own process group, the program gets Ctrl+C once, from here. A second one would stop test runners
    // from cleaning up.
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
 * Runs a program and collects its output, which is shown only when the program fails.
 *
 * @returns {Promise<string>} what it printed
 * @throws UserError with the output when it fails
 */
export async function mustRunTool(options) {
  const { code, output } = await runTool(options);
  if (code !== 0) throw new UserError(`${output.trim()}\n\nThis command ended with exit code ${code}.`);
  return output;
}
