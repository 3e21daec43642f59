import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Env } from '@/env';
import { root } from '../paths';
import { toProcessEnv } from '../settings';
import { nodeTool } from '../setup/run-tool.mjs';

export interface WebServer {
  /** Standard output and error, unless they were given away. */
  process: ChildProcess;
  /** Resolves when it ends, with how: "exit code 1", "SIGKILL". */
  ended: Promise<string>;
  isRunning(): boolean;
  /** Ends it: in order, or after ten seconds without mercy. */
  stop(): Promise<void>;
}

/**
 * Starts Next.js as a child process. It gets a process group of its own: Ctrl+C reaches only us, and we stop the
 * server before the database.
 *
 * @param options `mode` is production or development; `env` all settings; `output` where its words go
 */
export function startWebServer(options: {
  mode: 'start' | 'dev';
  env: Env;
  distDir: string;
  output: 'pipe' | 'inherit' | number;
}): WebServer {
  const { mode, env, distDir, output } = options;
  const [program = '', ...args] = nodeTool(
    'next/dist/bin/next',
    mode,
    '-H',
    env.HOST,
    '-p',
    String(env.PORT),
  );
  const child = spawn(program, ['--import', path.join(import.meta.dirname, 'follow-parent.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...toProcessEnv(env), NEXT_DIST_DIR: distDir },
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
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
