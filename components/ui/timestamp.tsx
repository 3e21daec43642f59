'use client';

import { useMounted } from '@mantine/hooks';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/**
 * A point in time in UTC, in words, for where no element can stand.
 *
 * @param at ISO 8601
 */
export const inUtc = (at: string): string => `${utc.format(new Date(at))} UTC`;

/**
 * A point in time in the reader's zone, with UTC on hover. The server knows no zone, so until the page has come
 * alive it reads UTC, and says so.
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
