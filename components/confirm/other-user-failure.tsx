'use client';

import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOtherUser } from '../data/use-other-user';
import { ReloadButton } from '../ui/reload-button';

/**
 * What was refused since another user had signed in, in words that hold while that user is there, and others once the
 * page's own is back.
 *
 * @param detail what the server said
 * @param children what to do then
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
