import { DAYS_SHOWN, type Overview, type RemovalCall } from '@/domain/overview/types';
import { CHARTED_CALLS } from '../resources/config';

/** The removals of one day, by call. */
export type Day = { day: string } & Record<RemovalCall, number>;

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
