const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const dayOf = (date: Date) => date.toDateString();

/** A time in the person's time zone: "09:40", or "25 Nov, 09:40" if that is not today. */
export function clockTime(date: Date, now = new Date()): string {
  const isToday = dayOf(date) === dayOf(now);
  const more = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat('en-GB', { ...more, ...CLOCK }).format(date);
}
