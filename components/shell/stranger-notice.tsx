'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { tabNow } from '../data/tab';

/**
 * Lies above everything while the browser is signed in as another user than the page was made for. It closes when the
 * page's own user is signed in again.
 *
 * @param stranger the name of who is signed in by now, when that is somebody else
 */
export function StrangerNotice({ stranger }: { stranger: string | null }) {
  const userName = stranger ?? '';
  const own = tabNow().owner?.userName;
  return (
    <Modal
      stackId="stranger"
      opened={stranger !== null}
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      title={`You are signed in as ${userName}`}
      centered
      transitionProps={{ duration: 0 }}
    >
      <Stack gap="xs">
        <Text>
          You signed in as {userName} in another tab. This page was opened for {own}, so nothing on it can be
          confirmed.
        </Text>
        <Text size="sm" c="dimmed">
          Reloading clears what you entered here. To keep it, sign in as {own} again in the other tab.
        </Text>
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button onClick={() => window.location.reload()} data-autofocus>
          Reload as {userName}
        </Button>
      </Group>
    </Modal>
  );
}
