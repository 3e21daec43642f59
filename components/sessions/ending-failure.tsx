'use client';

import { Alert } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Failure } from '../removal/ask';

/** What the last try came to. It takes the focus, which the busy button had to give up. */
export function EndingFailure({ failure }: { failure: Failure }) {
  const alert = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new failure is to be read, also the same one again.
  useEffect(() => alert.current?.focus(), [failure]);
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      color="red"
      title={failure.kind === 'unknown' ? 'We don’t know yet whether it ended' : 'Nothing was ended'}
      mb="md"
    >
      {failure.detail}
      {failure.kind === 'unknown' && ' Try again: it never harms to end what has ended.'}
    </Alert>
  );
}
