'use client';

import { Drawer, Text } from '@mantine/core';
import { Words } from '../ui/sentence';
import { Navigation } from './navigation';
import { scopeOf, type Viewer } from './viewer';

interface Props {
  viewer: Viewer;
  opened: boolean;
  onClose: () => void;
}

/** The navigation on narrow screens. */
export function NavigationDrawer({ viewer, opened, onClose }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title="Access Console"
      size={280}
      closeButtonProps={{ 'aria-label': 'Close navigation' }}
      transitionProps={{ duration: 0 }}
    >
      <Navigation viewer={viewer} onNavigate={onClose} />
      <Text size="sm" c="dimmed" mt="md" px="sm">
        <Words of={scopeOf(viewer)} />
      </Text>
    </Drawer>
  );
}
