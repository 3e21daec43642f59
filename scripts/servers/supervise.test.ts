import { expect, test, vi } from 'vitest';
import { supervise, untilStopped } from './supervise';

test('closes what was opened in reverse order, and returns the exit code', async () => {
  const closed: string[] = [];
  const code = await supervise(async ({ atEnd }) => {
    atEnd(() => void closed.push('database'));
    atEnd(() => void closed.push('server'));
    return 3;
  }, 0);
  expect(code).toBe(3);
  expect(closed).toEqual(['server', 'database']);
});

test('closes what was opened before a failure, then throws the failure', async () => {
  const closed: string[] = [];
  const work = supervise(async ({ atEnd }) => {
    atEnd(() => void closed.push('database'));
    throw new Error('no build');
  }, 0);
  await expect(work).rejects.toThrow('no build');
  expect(closed).toEqual(['database']);
});

test('a signal ends the work in order, and further signals do not interrupt the closing', async () => {
  const closed: string[] = [];
  const code = await supervise(async ({ atEnd, signal }) => {
    atEnd(() => void closed.push('database'));
    atEnd(async () => {
      process.emit('SIGHUP');
      await new Promise((resolve) => setImmediate(resolve));
      process.emit('SIGHUP');
      closed.push('server');
    });
    setTimeout(() => process.emit('SIGHUP'), 10);
    return untilStopped(signal);
  }, 0);
  expect(code).toBe(0);
  expect(closed).toEqual(['server', 'database']);
});

test('closes everything else when one thing fails to close, and returns exit code 1', async () => {
  const closed: string[] = [];
  const failure = new Error('the server does not stop');
  const shown = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await supervise(async ({ atEnd }) => {
    atEnd(() => void closed.push('database'));
    atEnd(() => Promise.reject(failure));
    return 0;
  }, 0);
  expect(code).toBe(1);
  expect(closed).toEqual(['database']);
  expect(shown).toHaveBeenCalledWith(failure);
  shown.mockRestore();
});
