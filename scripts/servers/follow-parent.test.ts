import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import { identifyProcess } from '../setup/process-identity.mjs';
import { followParent } from '../setup/run-tool.mjs';

const HANG_MS = 30_000;
const RUN_FOREVER = "setInterval(() => {}, 1_000); process.stdout.write('ready\\n')";

/** The parent that a test kills. Its child must then end by itself. */
let parent: ChildProcess;

afterEach(() => parent.kill('SIGKILL'));

/**
 * Starts a parent process that starts a child, and returns the child's process id once the child runs its
 * code.
 */
async function startPair(child: string, before = ''): Promise<number> {
  const args = JSON.stringify([...followParent, '-e', child]);
  const code = `
    const child = require('node:child_process').spawn(process.execPath, ${args}, { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    process.stdout.write(child.pid + '\\n');
    ${before}; setInterval(() => {}, 1_000)`;
  parent = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  parent.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const until = before ? /^(\d+)\n/ : /^(\d+)\nready/;
  await vi.waitFor(() => expect(output).toMatch(until), { timeout: HANG_MS });
  return Number(until.exec(output)?.[1]);
}

const untilGone = (pid: number) =>
  vi.waitFor(() => expect(identifyProcess(pid)).toBeUndefined(), { timeout: HANG_MS, interval: 50 });

it('ends the child when its parent is killed', async () => {
  const pid = await startPair(RUN_FOREVER);
  parent.kill('SIGKILL');
  await untilGone(pid);
});

it('ends the child when its parent was killed before the child ran any code', async () => {
  // The child is stopped at once and continues only after its parent has ended.
  const pid = await startPair(RUN_FOREVER, "process.kill(child.pid, 'SIGSTOP')");
  parent.kill('SIGKILL');
  await untilGone(parent.pid as number);
  process.kill(pid, 'SIGCONT');
  await untilGone(pid);
});

it('ends a child that ignores SIGTERM', async () => {
  const pid = await startPair(`process.on('SIGTERM', () => {}); ${RUN_FOREVER}`);
  parent.kill('SIGKILL');
  await untilGone(pid);
});

it('does not pass its flag on to processes that the child forks', async () => {
  await startPair(`if (!process.execArgv.includes('--import')) { ${RUN_FOREVER} }`);
});

it('does not keep a child running that has finished its work', async () => {
  await untilGone(await startPair("process.stdout.write('ready\\n')"));
});
