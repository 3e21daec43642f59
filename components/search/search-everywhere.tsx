'use client';

import { Button, Modal } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import classes from './search.module.css';
import { SearchPalette } from './search-palette';

/** Search over everything that the viewer may see, from any page: a button in the header, and Ctrl or Cmd with K. */
export function SearchEverywhere() {
  const [isOpen, dialog] = useDisclosure(false);
  const from = useRef<Element | null>(null);
  const open = () => {
    from.current = document.activeElement;
    dialog.open();
  };
  const openUnlessDialog = () => {
    if (document.querySelector('[role="dialog"]') === null) open();
  };
  const close = () => {
    dialog.close();
    // After the dialog has let go of it.
    setTimeout(() => from.current instanceof HTMLElement && from.current.focus());
  };
  // From a field, too: with a modifier it can't be meant as text.
  useHotkeys([['mod+K', openUnlessDialog]], []);
  return (
    <>
      <Button
        variant="default"
        className={classes.button}
        leftSection={<IconSearch size={16} aria-hidden />}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={open}
      >
        Search everywhere
      </Button>
      <Modal
        stackId="search"
        opened={isOpen}
        onClose={close}
        returnFocus={false}
        title="Search everywhere"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
        transitionProps={{ duration: 0 }}
      >
        <SearchPalette onClose={close} onLeave={dialog.close} />
      </Modal>
    </>
  );
}
