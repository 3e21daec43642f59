'use client';

import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOtherUser } from '../data/use-other-user';
import { ReloadButton } from '../ui/reload-button';

/**
 * A refusal because the browser was signed in as another user. The text changes when the page's own user is
 * signed in again.
 *
 * @param detail the server's message
 * @param children what to do when the page's own user is signed in again
 */
export function OtherUserFailure({ detail, children }: { detail: string; children: ReactNode }) {
  const otherUser = useOtherUser();
  if (otherUser === null)
    return <>Another user was signed in in another tab. Now it is you again: {children}</>;
  return (
    <Stack gap="xs" align="flex-start">
      {detail}
      <ReloadButton />
    </Stack>
  );
}
