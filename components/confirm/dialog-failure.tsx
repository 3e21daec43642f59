'use client';

import { Alert, Anchor, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ReloadButton } from '../ui/reload-button';
import { type Failure, isUnsure } from './call-action';
import { OtherUserFailure } from './other-user-failure';
import { useFocusOn } from './use-focus-on';
import { type Mode, WORDING } from './wording';

/** The title of each failure. */
export function titleOf(failure: Failure, mode: Mode): string {
  const { nothing, unknown } = WORDING[mode];
  if (isUnsure(failure)) return unknown;
  const titles: Record<Failure['kind'], string> = {
    refused: nothing,
    gone: 'Already gone',
    forbidden: 'You don’t have permission',
    signed_out: 'Your session has ended',
    other_user: nothing,
    outdated: 'The console was updated',
    malformed: 'Something in the request is wrong',
    unknown,
  };
  return titles[failure.kind];
}

/** The result of the last attempt, and what to do next. It takes the focus from the disabled button. */
export function DialogFailure({ failure, mode }: { failure: Failure; mode: Mode }) {
  const alert = useFocusOn<HTMLDivElement>(failure);
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      color={failure.kind === 'gone' ? 'gray' : 'red'}
      variant="light"
      title={titleOf(failure, mode)}
      mb="md"
    >
      {wordsOf(failure, mode)}
    </Alert>
  );
}

function wordsOf(failure: Failure, mode: Mode): ReactNode {
  const { nothing, never } = WORDING[mode];
  const { kind, detail, mayBeDone } = failure;
  switch (kind) {
    case 'signed_out':
      return (
        <>
          {mayBeDone ? 'Your session has ended. What you entered' : `${nothing}, and what you entered`} is
          kept.{' '}
          <Anchor href="/sign-in" target="_blank" inherit underline="always">
            Sign in in a new tab
          </Anchor>
          , then come back and {mayBeDone ? `check again: ${never}` : 'confirm again'}.
        </>
      );
    case 'other_user':
      return (
        <OtherUserFailure detail={mayBeDone ? 'You are signed in as another user in another tab.' : detail}>
          {mayBeDone ? `check again: ${never}.` : 'confirm again.'}
        </OtherUserFailure>
      );
    case 'outdated':
      return (
        <Stack gap="xs" align="flex-start">
          {mayBeDone
            ? 'The console was updated, so this page can’t find out. Reload to see what is there now.'
            : `${nothing}. Reload, then confirm again.`}{' '}
          Reloading clears what you entered here.
          <ReloadButton />
        </Stack>
      );
    case 'unknown':
      return `${detail} Check again: ${never}.`;
    default:
      return detail;
  }
}
