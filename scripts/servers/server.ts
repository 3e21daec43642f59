import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Env } from '@/env';
import { root } from '../paths';
import { followParent, nodeTool } from '../setup/run-tool.mjs';
import { toProcessEnv } from '../setup/settings';
import { deriveActionKey } from './action-key';

export interface Server {
  /** Has standard output and error only if the server's `output` is `pipe`. */
  process: ChildProcess;
  /** Resolves when the server ends, with the way it ended: "exit code 1", "SIGKILL". */
  ended: Promise<string>;
  isRunning(): boolean;
  /** Sends SIGTERM, and SIGKILL after twelve seconds. */
  stop(): Promise<void>;
}

/**
 * Where a server's output goes: to this process, which reads it; to this process's own output; or to an open
 * file.
 */
type Output = 'pipe' | 'inherit' | number;

/** Makes a server print only JSON lines. */
const logLinesFlags = ['--import', pathToFileURL(path.join(import.meta.dirname, 'log-lines.mjs')).href];

/**
 * Starts Next.js as a child process.
 *
 * @param options `mode` is `start` for production, `dev` for development
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
    // The build contains this key, but a key in the environment would take precedence.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: deriveActionKey(env.NEXTAUTH_SECRET),
  };
  // In development the compiler needs memory too, and people read the output.
  const nodeOptions = mode === 'start' ? [...heapLimit(env), ...logLinesFlags] : [];
  return startServer({ args: [...nodeOptions, ...args], env: { ...toProcessEnv(env), ...own }, output });
}

/** Starts the gateway as a child process. */
export function startGateway({ env, output }: { env: Env; output: Output }): Server {
  // With this condition, `server-only` does not throw outside Next.js.
  const args = ['--conditions=react-server', '--import', 'tsx', path.join(root, 'gateway/main.ts')];
  return startServer({
    args: [...heapLimit(env), ...logLinesFlags, ...args],
    env: toProcessEnv(env),
    output,
  });
}

/**
 * Without a limit, Node uses free memory before it collects garbage. A process that needs more than the limit
 * ends.
 */
const heapLimit = ({ SERVER_HEAP_MB }: Env) => [`--max-old-space-size=${SERVER_HEAP_MB}`];

/**
 * The server gets its own process group: Ctrl+C reaches only this process, which stops servers before the
 * database.
 */
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
