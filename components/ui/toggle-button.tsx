import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** A button that is pressed or not. */
export function ToggleButton(props: { isOn: boolean; onToggle: () => void; children: ReactNode }) {
  const { isOn, onToggle, children } = props;
  return (
    <Button size="compact-sm" variant={isOn ? 'light' : 'default'} aria-pressed={isOn} onClick={onToggle}>
      {children}
    </Button>
  );
}
