'use client';

import { useMounted } from '@mantine/hooks';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/**
 * A point in time in UTC as text, for places without elements.
 *
 * @param at ISO 8601
 */
export const inUtc = (at: string): string => `${utc.format(new Date(at))} UTC`;

const dayInUtc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A date whose hour says nothing, such as that of an incorporation. The same for everyone, in UTC. */
export const DayInUtc = ({ at }: { at: string }) => (
  <time dateTime={at} title={inUtc(at)}>
    {dayInUtc.format(new Date(at))}
  </time>
);

const briefUtc = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** The same where there is little room, and until hydration only: without year and seconds. */
export const brieflyInUtc = (at: string): string => `${briefUtc.format(new Date(at))} UTC`;

const LONG = { dateStyle: 'medium', timeStyle: 'medium' } as const;
const BRIEF = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

/** Without seconds, and without the year if it is this one: "3 Nov, 14:02". */
const briefly = (date: Date) =>
  date.getFullYear() === new Date().getFullYear() ? BRIEF : ({ ...BRIEF, year: 'numeric' } as const);

/**
 * A point in time in the person's time zone, with UTC on hover. The server does not know the zone, so the
 * page shows UTC, marked as such, until hydration.
 *
 * @param at ISO 8601
 */
export function Timestamp({ at, isBrief = false }: { at: string; isBrief?: boolean }) {
  const isMounted = useMounted();
  const date = new Date(at);
  const local = new Intl.DateTimeFormat('en-GB', isBrief ? briefly(date) : LONG);
  return (
    <time dateTime={at} title={inUtc(at)}>
      {isMounted ? local.format(date) : (isBrief ? brieflyInUtc : inUtc)(at)}
    </time>
  );
}
