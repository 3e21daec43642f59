import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import { identifyProcess } from '../setup/process-identity.mjs';
import { followParent } from '../setup/run-tool.mjs';

const HANG_MS = 30_000;
const FOR_EVER = "setInterval(() => {}, 1_000); process.stdout.write('ready\\n')";

/** Parents of this test; what follows them has to go by itself. */
let parent: ChildProcess;

afterEach(() => parent.kill('SIGKILL'));

/** Starts a process that starts one which follows it, and tells the latter's number once it is at work. */
async function startPair(child: string, before = ''): Promise<number> {
  const args = JSON.stringify([...followParent, '-e', child]);
  const words = `
    const child = require('node:child_process').spawn(process.execPath, ${args}, { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    process.stdout.write(child.pid + '\\n');
    ${before}; setInterval(() => {}, 1_000)`;
  parent = spawn(process.execPath, ['-e', words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  parent.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  const until = before ? /^(\d+)\n/ : /^(\d+)\nready/;
  await vi.waitFor(() => expect(said).toMatch(until), { timeout: HANG_MS });
  return Number(until.exec(said)?.[1]);
}

const untilGone = (pid: number) =>
  vi.waitFor(() => expect(identifyProcess(pid)).toBeUndefined(), { timeout: HANG_MS, interval: 50 });

it('ends with a parent that is killed', async () => {
  const pid = await startPair(FOR_EVER);
  parent.kill('SIGKILL');
  await untilGone(pid);
});

it('ends with a parent that was killed before the child had begun', async () => {
  // Stopped at once, the child runs its first line when its parent is long gone.
  const pid = await startPair(FOR_EVER, "process.kill(child.pid, 'SIGSTOP')");
  parent.kill('SIGKILL');
  await untilGone(parent.pid as number);
  process.kill(pid, 'SIGCONT');
  await untilGone(pid);
});

it('ends although it takes no notice of SIGTERM', async () => {
  const pid = await startPair(`process.on('SIGTERM', () => {}); ${FOR_EVER}`);
  parent.kill('SIGKILL');
  await untilGone(pid);
});

it('hands its flag to nothing that the child forks, which lives by a channel of its own', async () => {
  await startPair(`if (!process.execArgv.includes('--import')) { ${FOR_EVER} }`);
});

it('does not keep a child that has done its work', async () => {
  await untilGone(await startPair("process.stdout.write('ready\\n')"));
});
