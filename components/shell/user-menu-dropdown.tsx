'use client';

import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconDevices, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Viewer } from '../data/viewer';
import { signOut } from './sign-out';
import { titlesOf } from './viewer';

const SCHEMES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
] satisfies { value: MantineColorScheme; label: string }[];

interface Props {
  viewer: Viewer;
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** The button below which the menu opens. */
  target: ReactNode;
}

/** The user's permissions, the colour scheme, the link to their sessions, and signing out. */
export function UserMenuDropdown({ viewer, opened, onChange, target }: Props) {
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    // The placeholder for the first focus would be an invalid child of a menu.
    <Menu
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      width={220}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{titlesOf(viewer)}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {SCHEMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          component={Link}
          href="/settings/sessions"
          prefetch={false}
          leftSection={<IconDevices size={16} aria-hidden />}
        >
          Your sessions
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut(client)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
