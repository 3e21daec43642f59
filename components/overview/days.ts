import { DAYS_SHOWN, type Overview, type RemovalCall } from '@/domain/overview/types';
import { CHARTED_CALLS } from '../resources/config';

/** The removals of one day, by call. */
export type Day = { day: string } & Record<RemovalCall, number>;

/** The height of the chart, and the numbers on its axis. */
export interface Scale {
  top: number;
  steps: number[];
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Every day of the chart, including those without a removal, oldest first.
 *
 * @param removals counts by day and call
 * @param today the last of the days, in UTC
 */
export function daysOf(removals: NonNullable<Overview['removals']>, today: string): Day[] {
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = new Date(last - (DAYS_SHOWN - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    const counts = CHARTED_CALLS.map((call) => [
      call,
      removals.find((one) => one.day === day && one.call === call)?.count ?? 0,
    ]);
    return { day, ...(Object.fromEntries(counts) as Record<RemovalCall, number>) };
  });
}

/**
 * Returns round whole numbers for the axis: zero, the half and the top.
 *
 * @param most the largest count of a day
 */
export function scaleOf(most: number): Scale {
  let unit = 2;
  while (unit * 5 < most) unit *= 10;
  const top = unit * Math.max(1, Math.ceil(most / unit));
  return { top, steps: [0, top / 2, top] };
}
