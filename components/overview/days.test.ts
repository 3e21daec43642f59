import { describe, expect, test } from 'vitest';
import { scaleOf } from './days';

describe('the numbers beside the chart', () => {
  test.each([
    [0, 2],
    [1, 2],
    [2, 2],
    [3, 4],
    [9, 10],
    [10, 10],
    [11, 20],
    [99, 100],
    [101, 200],
    [1_234, 2_000],
    [123_456, 200_000],
  ])('for at most %i a day they end at %i', (most, top) => {
    expect(scaleOf(most)).toEqual({ top, steps: [0, top / 2, top] });
  });

  test('they are whole, and the highest bar takes up more than half of the height', () => {
    for (let most = 1; most <= 10_000; most++) {
      const { top, steps } = scaleOf(most);
      expect(steps.every(Number.isInteger)).toBe(true);
      expect(top).toBeGreaterThanOrEqual(most);
      expect(top).toBeLessThanOrEqual(2 * most);
    }
  });
});
