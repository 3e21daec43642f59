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
 * A process that takes the lock when it is told to, says whether it got it, and waits to be killed. It ends with
 * this one too: its standard input does.
 */
async function startTaker() {
  const lock = path.join(import.meta.dirname, 'lock.mjs');
  const code = `import { takeLock } from ${JSON.stringify(lock)};
    process.stdin.once('data', () => console.log(takeLock(${JSON.stringify(file)}) ? 'taken' : 'refused'));
    process.stdin.once('end', () => process.exit());
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const word = () =>
    new Promise<string>((resolve) => child.stdout.once('data', (said) => resolve(`${said}`.trim())));
  await word();
  return {
    take() {
      child.stdin.write('go\n');
      return word();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('is held by one, tells who and where, and is free after its release', () => {
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

test('of a process that was killed is taken over', async () => {
  const other = await startTaker();
  expect(await other.take()).toBe('taken');
  expect(takeLock(file)).toBeUndefined();
  await other.kill();
  expect(existsSync(file)).toBe(true);
  expect(takeLock(file)).toBeDefined();
});

test('of a process whose number belongs to another by now is taken over', () => {
  takeLock(file);
  const facts = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...facts, process: 'an earlier start' }));
  expect(lockHolder(file)).toBeUndefined();
  expect(takeLock(file)).toBeDefined();
});

test('a broken file is no lock', () => {
  takeLock(file)?.release();
  writeFileSync(file, '{"pid":');
  expect(takeLock(file)).toBeDefined();
});

test('left behind is taken over by one of many', async () => {
  for (let round = 0; round < 3; round++) {
    const dead = await startTaker();
    await dead.take();
    await dead.kill();
    const takers = await Promise.all(Array.from({ length: 8 }, startTaker));
    const said = await Promise.all(takers.map((one) => one.take()));
    expect(said.filter((word) => word === 'taken')).toHaveLength(1);
    await Promise.all(takers.map((one) => one.kill()));
  }
});

test('is released only by who holds it', async () => {
  const mine = takeLock(file);
  rmSync(file);
  const other = await startTaker();
  expect(await other.take()).toBe('taken');
  mine?.release();
  expect(lockHolder(file)).toBeDefined();
  await other.kill();
});
