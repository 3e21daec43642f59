import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHolder, takeLock } from './lock.mjs';

let file: string;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'lock-')), 'data/console.lock');
});
afterEach(() => rmSync(path.dirname(path.dirname(file)), { recursive: true }));

/**
 * Starts a process that takes the lock on request and reports whether it got the lock. It runs until it is
 * killed, or until this process ends and its standard input closes.
 */
async function startTaker() {
  const lock = path.join(import.meta.dirname, 'lock.mjs');
  const code = `import { takeLock } from ${JSON.stringify(lock)};
    process.stdin.once('data', () => console.log(takeLock(${JSON.stringify(file)}) ? 'taken' : 'refused'));
    process.stdin.once('end', () => process.exit());
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const nextLine = () =>
    new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(`${chunk}`.trim())));
  await nextLine();
  return {
    take() {
      child.stdin.write('go\n');
      return nextLine();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('one process holds the lock, the file names that process, and the lock is free after release', () => {
  const lock = takeLock(file);
  expect(lockHolder(file)?.pid).toBe(process.pid);
  expect(takeLock(file)).toBeUndefined();
  lock?.update({ address: 'http://localhost:3000' });
  expect(lockHolder(file)).toMatchObject({ pid: process.pid, address: 'http://localhost:3000' });
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  lock?.release();
  expect(lockHolder(file)).toBeUndefined();
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test('takes over the lock of a killed process', async () => {
  const other = await startTaker();
  expect(await other.take()).toBe('taken');
  expect(takeLock(file)).toBeUndefined();
  await other.kill();
  expect(existsSync(file)).toBe(true);
  expect(takeLock(file)).toBeDefined();
});

test('takes over the lock of an ended process whose id now belongs to another process', () => {
  takeLock(file);
  const facts = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...facts, process: 'an earlier start' }));
  expect(lockHolder(file)).toBeUndefined();
  expect(takeLock(file)).toBeDefined();
});

test('a lock file with broken JSON does not hold the lock', () => {
  takeLock(file)?.release();
  writeFileSync(file, '{"pid":');
  expect(takeLock(file)).toBeDefined();
});

test('exactly one of many processes takes over a stale lock', async () => {
  for (let round = 0; round < 3; round++) {
    const dead = await startTaker();
    await dead.take();
    await dead.kill();
    const takers = await Promise.all(Array.from({ length: 8 }, startTaker));
    const answers = await Promise.all(takers.map((one) => one.take()));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
    await Promise.all(takers.map((one) => one.kill()));
  }
});

test('release leaves the lock of another process in place', async () => {
  const mine = takeLock(file);
  rmSync(file);
  const other = await startTaker();
  expect(await other.take()).toBe('taken');
  mine?.release();
  expect(lockHolder(file)).toBeDefined();
  await other.kill();
});
