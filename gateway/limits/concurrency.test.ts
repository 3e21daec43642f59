import { describe, expect, it } from 'vitest';
import { createFairLimiter } from './concurrency';

/** Makes a piece of work that runs until `end` is called. */
function makeWork() {
  let end: (value: string) => void = () => {};
  const promise = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { work: () => promise, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('createFairLimiter', () => {
  it('runs at most `running` pieces of work at once, and at most `runningPerKey` of one key', async () => {
    const limiter = createFairLimiter({ running: 3, runningPerKey: 2, waitingPerKey: 100 });
    const pieces = ['a', 'a', 'a', 'a', 'b', 'c'].map((key) => ({ key, ...makeWork() }));
    const started: string[] = [];
    const results = pieces.map(({ key, work }, index) =>
      limiter.run(key, () => {
        started.push(`${key}${index}`);
        return work();
      }),
    );
    await settled();
    expect(started).toEqual(['a0', 'a1', 'b4']);
    pieces[0]?.end('done');
    await settled();
    expect(started).toEqual(['a0', 'a1', 'b4', 'c5']);
    for (const { end } of pieces) end('done');
    expect(await Promise.all(results)).toEqual(pieces.map(() => 'done'));
  });

  it('refuses more than `waitingPerKey` waiting pieces of one key until there is room again', async () => {
    const limiter = createFairLimiter({ running: 1, runningPerKey: 1, waitingPerKey: 2 });
    const first = makeWork();
    const running = limiter.run('a', first.work);
    const waiting = [limiter.run('a', async () => 'a1'), limiter.run('a', async () => 'a2')];
    await expect(limiter.run('a', async () => 'a3')).rejects.toThrow('Too many calls');
    // Each key has a queue of its own.
    const other = limiter.run('b', async () => 'b');
    first.end('first');
    expect(await Promise.all([running, ...waiting, other])).toEqual(['first', 'a1', 'a2', 'b']);
    expect(await limiter.run('a', async () => 'a4')).toBe('a4');
  });

  it('rethrows what the work throws, and runs the next piece', async () => {
    const limiter = createFairLimiter({ running: 1, runningPerKey: 1, waitingPerKey: 2 });
    await expect(limiter.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await limiter.run('a', async () => 'next')).toBe('next');
  });
});
