'use client';

import { Drawer } from '@mantine/core';
import type { Viewer } from '../data/viewer';
import { Mark } from '../ui/mark';
import { Words } from '../ui/sentence';
import { Navigation } from './navigation';
import classes from './shell.module.css';
import { scopeOf } from './viewer';

interface Props {
  viewer: Viewer;
  opened: boolean;
  onClose: () => void;
}

/** The navigation on narrow screens, with the scope, for which their header has no room. */
export function NavigationDrawer({ viewer, opened, onClose }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={
        <span className={classes.drawerTitle}>
          <Mark size={24} />
          Access Console
        </span>
      }
      size={280}
      closeButtonProps={{ 'aria-label': 'Close navigation' }}
      transitionProps={{ duration: 0 }}
    >
      <Navigation viewer={viewer} onNavigate={onClose} />
      <p className={classes.drawerScope}>
        <Words of={scopeOf(viewer)} />
      </p>
    </Drawer>
  );
}
