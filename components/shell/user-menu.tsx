'use client';

import { VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useRef } from 'react';
import { isSeen } from '@/domain/values/characters';
import type { Viewer } from '../data/viewer';
import { Name } from '../ui/name';
import { useOnDemand } from '../use-on-demand';
import classes from './shell.module.css';

/** The name of the signed-in user. The menu below it is loaded when it is opened. */
export function UserMenu({ viewer }: { viewer: Viewer }) {
  const [isOpen, menu] = useDisclosure(false);
  const target = useRef<HTMLButtonElement>(null);
  const { Part: Dropdown, want } = useOnDemand(() =>
    import('./user-menu-dropdown').then((part) => part.UserMenuDropdown),
  );
  const onFirstOpen = () =>
    want(() => {
      // The menu's own button has replaced the one that was pressed.
      target.current?.focus();
      menu.open();
    });
  const button = (
    <button
      ref={target}
      type="button"
      className={`${classes.tool} ${classes.user}`}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={Dropdown ? undefined : onFirstOpen}
    >
      <VisuallyHidden>Account menu: </VisuallyHidden>
      <span className={classes.userName}>
        <Name>{isSeen(viewer.userName) ? viewer.userName : 'You'}</Name>
      </span>
      <IconChevronDown size={14} aria-hidden />
    </button>
  );
  if (!Dropdown) return button;
  return (
    <Dropdown
      viewer={viewer}
      opened={isOpen}
      onChange={(isOn) => (isOn ? menu.open() : menu.close())}
      target={button}
    />
  );
}
