'use client';

import { Alert, Anchor } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Failure } from './ask';
import { MANNERS, type Manner } from './manners';

/** What a failure is called. */
export const titleOf = (kind: Failure['kind'], manner: Manner): string =>
  ({
    refused: MANNERS[manner].nothing,
    gone: 'Already gone',
    forbidden: 'You may not do this',
    signed_out: 'Your session has ended',
    malformed: 'The request was not understood',
    unknown: MANNERS[manner].unknown,
  })[kind];

/** What the last try came to, and what to do next. It takes the focus, which the busy button had to give up. */
export function DialogFailure({ failure, manner }: { failure: Failure; manner: Manner }) {
  const { kind, detail } = failure;
  const alert = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new failure is to be read, also the same one again.
  useEffect(() => alert.current?.focus(), [failure]);
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      color={kind === 'gone' ? 'gray' : 'red'}
      variant="light"
      title={titleOf(kind, manner)}
      mb="md"
    >
      {kind === 'signed_out' ? (
        <>
          {MANNERS[manner].nothing}, and what you entered is kept.{' '}
          <Anchor href="/sign-in" target="_blank" inherit underline="always">
            Sign in in a new tab
          </Anchor>
          , then come back and confirm again.
        </>
      ) : (
        <>
          {detail}
          {kind === 'unknown' && ` Check again: ${MANNERS[manner].never}.`}
        </>
      )}
    </Alert>
  );
}
