'use client';

import { Kbd, Stack, Switch, Text } from '@mantine/core';
import { ConsoleModal } from '../ui/console-modal';
import classes from './shell.module.css';

const SHORTCUTS = [
  { key: '/', does: 'Go to the search field of the list' },
  { key: 'Ctrl/Cmd+K', does: 'Search everywhere' },
  { key: 'F6', does: 'Go to the message, for example to restore' },
  { key: '?', does: 'Show this help' },
  { key: 'Esc', does: 'Close a dialog, unless a removal is on its way' },
];

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Whether single keys are switched on. */
  areOn: boolean;
  onSwitch: (areOn: boolean) => void;
}

/** The list of shortcuts, and the switch for single keys. */
export function ShortcutsHelp({ opened, onClose, areOn, onSwitch }: Props) {
  return (
    <ConsoleModal stackId="help" opened={opened} onClose={onClose} title="Keyboard">
      <Stack>
        <table>
          <tbody>
            {SHORTCUTS.map(({ key, does }) => (
              <tr key={key}>
                <td className={classes.key}>
                  <Kbd>{key}</Kbd>
                </td>
                <td>{does}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Switch
          label="Single-key shortcuts"
          checked={areOn}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          No shortcut removes anything.
        </Text>
      </Stack>
    </ConsoleModal>
  );
}
