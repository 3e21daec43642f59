import { expect, it } from 'vitest';
import { groupByDay } from './days';

const rows = ['2026-11-25T23:30:00Z', '2026-11-25T12:00:00Z', '2026-11-24T22:30:00Z'].map((at) => ({ at }));
const groupsIn = (timeZone: string, now: Date | null) =>
  groupByDay(rows, { timeZone, now }).map(({ title, rows }) => [title, rows.length]);

it('groups entries by the days of the time zone, and names the present day', () => {
  const now = new Date('2026-11-25T23:45:00Z');
  expect(groupsIn('UTC', now)).toEqual([
    ['Today', 2],
    ['24 Nov 2026', 1],
  ]);
  expect(groupsIn('Europe/Berlin', now)).toEqual([
    ['Today', 1],
    ['25 Nov 2026', 1],
    ['24 Nov 2026', 1],
  ]);
  expect(groupsIn('UTC', null)).toEqual([
    ['25 Nov 2026', 2],
    ['24 Nov 2026', 1],
  ]);
});
