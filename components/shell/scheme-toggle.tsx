'use client';

import { useMantineColorScheme } from '@mantine/core';
import { IconContrast } from '@tabler/icons-react';
import classes from './shell.module.css';

/** Changes between light and dark. The user menu can follow the system instead. */
export function SchemeToggle() {
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <button
      type="button"
      className={`${classes.tool} ${classes.scheme}`}
      aria-label="Change between light and dark"
      onClick={toggleColorScheme}
    >
      <IconContrast size={18} stroke={1.6} aria-hidden />
    </button>
  );
}
