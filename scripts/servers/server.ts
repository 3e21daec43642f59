import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Env } from '@/env';
import { root } from '../paths';
import { followParent, nodeTool } from '../setup/run-tool.mjs';
import { toProcessEnv } from '../setup/settings';
import { deriveActionKey } from './action-key';

export interface Server {
  /** Standard output and error, unless they were given away. */
  process: ChildProcess;
  /** Resolves when it ends, with how: "exit code 1", "SIGKILL". */
  ended: Promise<string>;
  isRunning(): boolean;
  /** Ends it: in order, or after twelve seconds without mercy. */
  stop(): Promise<void>;
}

/** Where a server's words go: to whoever listens, to this process's own output, or into an open file. */
type Output = 'pipe' | 'inherit' | number;

/** Makes a server print nothing but the log's own kind of lines. */
const asLogLines = ['--import', pathToFileURL(path.join(import.meta.dirname, 'log-lines.mjs')).href];

/**
 * Starts Next.js as a child process.
 *
 * @param options `mode` is production or development; `env` all settings; `output` where its words go
 */
export function startWebServer(options: {
  mode: 'start' | 'dev';
  env: Env;
  distDir: string;
  output: Output;
}): Server {
  const { mode, env, distDir, output } = options;
  const address = ['-H', env.HOST, '-p', String(env.PORT)];
  const [, ...args] = nodeTool('next/dist/bin/next', mode, ...address);
  const own = {
    NEXT_DIST_DIR: distDir,
    // The build carries its own, but what the environment happens to hold would count before it.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: deriveActionKey(env.NEXTAUTH_SECRET),
  };
  // While working on the console more is in memory: the compiler too. And people read what is printed.
  const nodeOptions = mode === 'start' ? [...heapLimit(env), ...asLogLines] : [];
  return startServer({ args: [...nodeOptions, ...args], env: { ...toProcessEnv(env), ...own }, output });
}

/**
 * Starts the gateway as a child process.
 *
 * @param options `env` all settings; `output` where its words go
 */
export function startGateway({ env, output }: { env: Env; output: Output }): Server {
  // The condition is what makes `server-only` harmless outside of Next.js.
  const args = ['--conditions=react-server', '--import', 'tsx', path.join(root, 'gateway/main.ts')];
  return startServer({ args: [...heapLimit(env), ...asLogLines, ...args], env: toProcessEnv(env), output });
}

/** Node lets memory that is free grow before it collects; this is where it stops, and ends the process. */
const heapLimit = ({ SERVER_HEAP_MB }: Env) => [`--max-old-space-size=${SERVER_HEAP_MB}`];

/** In a process group of its own: Ctrl+C reaches only us, and we stop the servers before the database. */
function startServer(options: { args: string[]; env: Record<string, string>; output: Output }): Server {
  const { args, env, output } = options;
  const child = spawn(process.execPath, [...followParent, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return { process: child, ended, isRunning, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 12_000);
  await ended;
  clearTimeout(timer);
}
