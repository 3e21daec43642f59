import { expect, it } from 'vitest';
import { clockTime } from './clock-time';

const now = new Date(2026, 10, 26, 10, 0);

it('is the time alone today, and has the day before it otherwise', () => {
  expect(clockTime(new Date(2026, 10, 26, 9, 5), now)).toBe('09:05');
  expect(clockTime(new Date(2026, 10, 25, 9, 5), now)).toBe('25 Nov, 09:05');
});
