import { describe, expect, it } from 'vitest';
import { createFairLimiter } from './concurrency';

/** A piece of work that goes on until it is told to end. */
function openWork() {
  let end: (value: string) => void = () => {};
  const promise = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { work: () => promise, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a fair limiter', () => {
  it('let so much work go on at once, and so much of one caller', async () => {
    const limiter = createFairLimiter({ atOnce: 3, ofOneCaller: 2, waiting: 100 });
    const pieces = ['a', 'a', 'a', 'a', 'b', 'c'].map((caller) => ({ caller, ...openWork() }));
    const begun: string[] = [];
    const results = pieces.map(({ caller, work }, index) =>
      limiter.run(caller, () => {
        begun.push(`${caller}${index}`);
        return work();
      }),
    );
    await settled();
    expect(begun).toEqual(['a0', 'a1', 'b4']);
    pieces[0]?.end('done');
    await settled();
    expect(begun).toEqual(['a0', 'a1', 'b4', 'c5']);
    for (const { end } of pieces) end('done');
    expect(await Promise.all(results)).toEqual(pieces.map(() => 'done'));
  });

  it('refuse what one caller has waiting beyond his share, and go on afterwards', async () => {
    const limiter = createFairLimiter({ atOnce: 1, ofOneCaller: 1, waiting: 2 });
    const first = openWork();
    const going = limiter.run('a', first.work);
    const waiting = [limiter.run('a', async () => 'a1'), limiter.run('a', async () => 'a2')];
    await expect(limiter.run('a', async () => 'a3')).rejects.toThrow('Too many calls');
    // Another caller's place is his own.
    const other = limiter.run('b', async () => 'b');
    first.end('first');
    expect(await Promise.all([going, ...waiting, other])).toEqual(['first', 'a1', 'a2', 'b']);
    expect(await limiter.run('a', async () => 'a4')).toBe('a4');
  });

  it('pass on what the work throws, and give the turn to the next', async () => {
    const limiter = createFairLimiter({ atOnce: 1, ofOneCaller: 1, waiting: 2 });
    await expect(limiter.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await limiter.run('a', async () => 'next')).toBe('next');
  });
});
