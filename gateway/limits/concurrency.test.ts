import { describe, expect, it } from 'vitest';
import { createTurns } from './concurrency';

/** A piece of work that goes on until it is told to end. */
function openWork() {
  let end: (value: string) => void = () => {};
  const promise = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { work: () => promise, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('let so much work go on at once, and so much of one caller', async () => {
    const turns = createTurns({ atOnce: 3, ofOneCaller: 2, waiting: 100 });
    const pieces = ['a', 'a', 'a', 'a', 'b', 'c'].map((caller) => ({ caller, ...openWork() }));
    const begun: string[] = [];
    const results = pieces.map(({ caller, work }, index) =>
      turns.take(caller, () => {
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
    const turns = createTurns({ atOnce: 1, ofOneCaller: 1, waiting: 2 });
    const first = openWork();
    const going = turns.take('a', first.work);
    const waiting = [turns.take('a', async () => 'a1'), turns.take('a', async () => 'a2')];
    await expect(turns.take('a', async () => 'a3')).rejects.toThrow('Too many calls');
    // Another caller's place is his own.
    const other = turns.take('b', async () => 'b');
    first.end('first');
    expect(await Promise.all([going, ...waiting, other])).toEqual(['first', 'a1', 'a2', 'b']);
    expect(await turns.take('a', async () => 'a4')).toBe('a4');
  });

  it('pass on what the work throws, and give the turn to the next', async () => {
    const turns = createTurns({ atOnce: 1, ofOneCaller: 1, waiting: 2 });
    await expect(turns.take('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take('a', async () => 'next')).toBe('next');
  });
});
