import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  isOn: boolean;
  onToggle: () => void;
  /** Without an edge while it is off, for a button inside a field. */
  isQuiet?: boolean;
  children: ReactNode;
}

/** A button that is pressed or not. */
export function ToggleButton({ isOn, onToggle, isQuiet = false, children }: Props) {
  return (
    <Button
      size="compact-sm"
      {...(isOn
        ? { variant: 'light' }
        : { variant: isQuiet ? 'subtle' : 'default', color: 'gray', c: 'var(--mantine-color-text)' })}
      aria-pressed={isOn}
      onClick={onToggle}
    >
      {children}
    </Button>
  );
}
