'use client';

import { Alert, Anchor, Stack } from '@mantine/core';
import { OtherUserFailure } from '../confirm/other-user-failure';
import { useFocusOn } from '../confirm/use-focus-on';
import { ReloadButton } from '../ui/reload-button';

const TITLES = {
  signed_out: 'Your session has ended',
  other_user: 'Another user was signed in',
  outdated: 'The console was updated',
} as const;

const LEFT =
  'The rest was not done. Reload, then choose again what is left. Reloading clears what you entered here.';

/** A failure that stops the rest of a plan. */
export type Stop = keyof typeof TITLES;

/** Why the plan stopped, and what to do next. It takes the focus from the disabled button. */
export function PlanStop({ kind }: { kind: Stop }) {
  const alert = useFocusOn<HTMLDivElement>();
  return (
    <Alert ref={alert} tabIndex={-1} role="alert" color="red" title={TITLES[kind]}>
      {kind === 'other_user' && <OtherUserFailure detail={LEFT}>review the rest.</OtherUserFailure>}
      {kind === 'signed_out' && (
        <>
          The rest was not done.{' '}
          <Anchor href="/sign-in" target="_blank" inherit underline="always">
            Sign in in a new tab
          </Anchor>
          , then come back and review it.
        </>
      )}
      {kind === 'outdated' && (
        <Stack gap="xs" align="flex-start">
          {LEFT}
          <ReloadButton />
        </Stack>
      )}
    </Alert>
  );
}
