'use client';

import { Alert, Anchor } from '@mantine/core';
import type { Failure } from './use-removal';

const TITLES: Record<Failure['kind'], string> = {
  refused: 'Nothing was removed',
  gone: 'Already gone',
  forbidden: 'You may not do this',
  signed_out: 'Your session has ended',
  malformed: 'The request was not understood',
  unknown: 'We don’t know yet whether it was removed',
};

/** What the last try came to, and what to do next. */
export function DialogFailure({ failure: { kind, detail } }: { failure: Failure }) {
  return (
    <Alert role="alert" color={kind === 'gone' ? 'gray' : 'red'} variant="light" title={TITLES[kind]} mb="md">
      {kind === 'signed_out' ? (
        <>
          Nothing was removed, and what you entered is kept.{' '}
          <Anchor href="/sign-in" target="_blank" inherit underline="always">
            Sign in in a new tab
          </Anchor>
          , then come back and confirm again.
        </>
      ) : (
        <>
          {detail}
          {kind === 'unknown' && ' Check again: it will never be removed twice.'}
        </>
      )}
    </Alert>
  );
}
