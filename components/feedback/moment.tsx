'use client';

import { useMounted } from '@mantine/hooks';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/**
 * A point in time in the reader's zone, with UTC on hover. The server knows no zone, so until the page has come
 * alive it reads UTC, and says so.
 *
 * @param at ISO 8601
 */
export function Moment({ at }: { at: string }) {
  const isMounted = useMounted();
  const date = new Date(at);
  const inUtc = `${utc.format(date)} UTC`;
  const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <time dateTime={at} title={inUtc}>
      {isMounted ? local.format(date) : inUtc}
    </time>
  );
}
