'use client';

import { Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core';
import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';

/** Where `/` leads: every list's search field carries this id. */
export const SEARCH_FIELD = 'list-search';

const SHORTCUTS = [
  { key: '/', does: 'Go to the search field of the list' },
  { key: 'Ctrl/Cmd+K', does: 'Search everywhere' },
  { key: '?', does: 'Show this help' },
  { key: 'Esc', does: 'Close a dialog, unless a removal is on its way' },
];

/** Keys that lead somewhere. None of them removes anything, and single keys can be switched off. */
export function Shortcuts() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [areOn, setOn] = useLocalStorage({ key: 'access-console.shortcuts', defaultValue: true });
  const unlessOff = (act: () => void) => () => {
    const isDialogOpen = document.querySelector('[role="dialog"]') !== null;
    if (areOn && !isDialogOpen) act();
  };
  useHotkeys([
    ['/', unlessOff(() => document.getElementById(SEARCH_FIELD)?.focus())],
    ['shift+?', unlessOff(() => setHelpOpen(true)), { usePhysicalKeys: false }],
  ]);
  return (
    <Modal
      stackId="help"
      opened={isHelpOpen}
      onClose={() => setHelpOpen(false)}
      title="Keyboard"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      <Stack>
        <Table>
          <Table.Tbody>
            {SHORTCUTS.map(({ key, does }) => (
              <Table.Tr key={key}>
                <Table.Td w={120}>
                  <Kbd>{key}</Kbd>
                </Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          label="Single-key shortcuts"
          checked={areOn}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          No shortcut removes anything.
        </Text>
      </Stack>
    </Modal>
  );
}
