'use client';

import { Alert, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../confirm/call-action';
import { OtherUserFailure } from '../confirm/other-user-failure';
import { useFocusOn } from '../confirm/use-focus-on';
import { ReloadButton } from '../ui/reload-button';

/** The result of the last attempt. It takes the focus from the disabled button. */
export function EndingFailure({ failure }: { failure: Failure }) {
  const alert = useFocusOn<HTMLDivElement>(failure);
  return (
    <Alert ref={alert} tabIndex={-1} role="alert" color="red" title={titleOf(failure)} mb="md">
      {wordsOf(failure)}
    </Alert>
  );
}

function wordsOf({ kind, detail }: Failure): ReactNode {
  switch (kind) {
    case 'outdated':
      return (
        <Stack gap="xs" align="flex-start">
          Nothing was ended. Reload, then try again.
          <ReloadButton />
        </Stack>
      );
    case 'other_user':
      return <OtherUserFailure detail={detail}>try again.</OtherUserFailure>;
    case 'unknown':
      return `${detail} Trying again is safe.`;
    default:
      return detail;
  }
}

function titleOf({ kind }: Failure): string {
  if (kind === 'outdated') return 'The console was updated';
  return kind === 'unknown' ? 'We don’t know yet whether it ended' : 'Nothing was ended';
}
