'use client';

import { Alert, Anchor, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ReloadButton } from '../feedback/reload-button';
import type { Step } from './use-plan';

/** Why the rest of a plan was not done, and what to do next. It takes the focus, which the busy button had to give up. */
export function PlanStop({ kind }: { kind: Step['outcome']['kind'] }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  const isOutdated = kind === 'outdated';
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      color="red"
      title={isOutdated ? 'The console was updated' : 'Your session has ended'}
    >
      {isOutdated ? (
        <Stack gap="xs" align="flex-start">
          The rest was not done. Reload, then choose again what is left. Reloading clears what you entered
          here.
          <ReloadButton />
        </Stack>
      ) : (
        <>
          The rest was not done.{' '}
          <Anchor href="/sign-in" target="_blank" inherit underline="always">
            Sign in in a new tab
          </Anchor>
          , then come back and look at it again.
        </>
      )}
    </Alert>
  );
}
