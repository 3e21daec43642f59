import { expect, it } from 'vitest';
import { ago } from './ago';

it.each([
  [0, 'just now'],
  [-5_000, 'just now'],
  [59_000, 'just now'],
  [120_000, '2 min ago'],
  [3_600_000, '1 hr ago'],
  [86_400_000, 'yesterday'],
  [23 * 86_400_000, '23 days ago'],
])('says how long %d ms are ago: %s', (passed, words) => {
  const now = new Date('2026-11-25T12:00:00Z');
  expect(ago(new Date(now.getTime() - passed), now)).toBe(words);
});
