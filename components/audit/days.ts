/** The part of an instant that a clock or a calendar shows, in the person's time zone or another. */
const dayFormat = (timeZone: string | undefined) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone });

const dateFormat = (timeZone: string | undefined) =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });

/** A day as the address has it, such as 2026-11-25, counted back from now. */
export const dayBack = (days: number, now = new Date()): string => {
  const day = new Date(now);
  day.setDate(day.getDate() - days);
  return dateFormat(undefined).format(day);
};

/** The name of the person's time zone. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Rows of one day, in their order. */
export interface DayGroup<Row> {
  /** "Today", or "25 Nov 2026". */
  title: string;
  rows: Row[];
}

/**
 * Groups rows by day without changing their order.
 *
 * @param timeZone the person's own if undefined
 * @param now null while the page does not know the person's time zone; then no day is today
 */
export function groupByDay<Row extends { at: string }>(
  rows: readonly Row[],
  { timeZone, now }: { timeZone: string | undefined; now: Date | null },
): DayGroup<Row>[] {
  const format = dayFormat(timeZone);
  const today = now && format.format(now);
  const groups: DayGroup<Row>[] = [];
  for (const row of rows) {
    const day = format.format(new Date(row.at));
    const title = day === today ? 'Today' : day;
    const last = groups.at(-1);
    if (last?.title === title) last.rows.push(row);
    else groups.push({ title, rows: [row] });
  }
  return groups;
}
