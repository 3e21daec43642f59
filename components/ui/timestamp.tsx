'use client';

import { useMounted } from '@mantine/hooks';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/**
 * A point in time in UTC as text, for places without elements.
 *
 * @param at ISO 8601
 */
export const inUtc = (at: string): string => `${utc.format(new Date(at))} UTC`;

/**
 * A point in time in the person's time zone, with UTC on hover. The server does not know the zone, so the
 * page shows UTC, marked as such, until hydration.
 *
 * @param at ISO 8601
 */
export function Timestamp({ at }: { at: string }) {
  const isMounted = useMounted();
  const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <time dateTime={at} title={inUtc(at)}>
      {isMounted ? local.format(new Date(at)) : inUtc(at)}
    </time>
  );
}
