'use client';

import { useMounted } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { ago } from './ago';
import { brieflyInUtc, inUtc } from './timestamp';

const MINUTE_MS = 60_000;

/**
 * How long ago something was, with the time in UTC on hover. The page shows the time until hydration: what
 * the server would say could be another by then. It is as brief, so that the row keeps its height.
 *
 * @param at ISO 8601
 */
export function RelativeTime({ at }: { at: string }) {
  const isMounted = useMounted();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={inUtc(at)}>
      {isMounted ? ago(new Date(at), new Date()) : brieflyInUtc(at)}
    </time>
  );
}
