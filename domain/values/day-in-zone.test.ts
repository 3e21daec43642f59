import { describe, expect, it } from 'vitest';
import { isTimeZone, startOfDay } from './day-in-zone';

describe('the first instant of a day', () => {
  it.each([
    ['2026-11-25', 'UTC', '2026-11-25T00:00:00.000Z'],
    ['2026-11-25', 'Asia/Tokyo', '2026-11-24T15:00:00.000Z'],
    ['2026-11-25', 'America/Los_Angeles', '2026-11-25T08:00:00.000Z'],
    ['2026-11-25', 'Pacific/Kiritimati', '2026-11-24T10:00:00.000Z'],
    // The days on which clocks change, and the days after.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // Clocks skip midnight.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ])('%s in %s is %s', (day, zone, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
  });

  it('of the day after follows by 23, 24 or 25 hours', () => {
    expect(startOfDay('2026-03-29', 'Europe/Berlin', 1).toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfDay('2026-02-28', 'UTC', 1).toISOString()).toBe('2026-03-01T00:00:00.000Z');
  });
});

it('knows time zones by their names only', () => {
  expect(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
  expect(['', 'Nowhere/Else', "UTC'; --", 'x'.repeat(200)].some(isTimeZone)).toBe(false);
});
