'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { revealHidden } from '@/domain/values/characters';
import { tabNow } from '../data/tab';
import { ConsoleModal } from '../ui/console-modal';

/**
 * A dialog above everything while the browser is signed in as a user other than the page's. It closes when
 * the page's own user is signed in again.
 *
 * @param otherUser the name of the user who is now signed in; null if that is the page's own user
 */
export function OtherUserNotice({ otherUser }: { otherUser: string | null }) {
  const userName = revealHidden(otherUser ?? '');
  const own = revealHidden(tabNow().owner?.userName ?? '');
  return (
    <ConsoleModal
      stackId="otherUser"
      opened={otherUser !== null}
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      title={`You are signed in as ${userName} in another tab`}
    >
      <Stack gap="xs">
        <Text>This page was opened for {own}, so nothing on it can be confirmed now.</Text>
        <Text size="sm" c="dimmed">
          Reloading clears what you entered here. To keep it, sign in as {own} again in the other tab, then
          come back.
        </Text>
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button onClick={() => window.location.reload()} data-autofocus>
          Reload as {userName}
        </Button>
      </Group>
    </ConsoleModal>
  );
}
