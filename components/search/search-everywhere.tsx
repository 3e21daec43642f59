'use client';

import { Button, Modal } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import classes from './search.module.css';
import { SearchPalette } from './search-palette';

/** Search over everything that the viewer may see, from any page: a button in the header, and Ctrl or Cmd with K. */
export function SearchEverywhere() {
  const [isOpen, { open, close }] = useDisclosure(false);
  const openUnlessDialog = () => {
    if (document.querySelector('[role="dialog"]') === null) open();
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
        title="Search everywhere"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
        transitionProps={{ duration: 0 }}
      >
        <SearchPalette onLeave={close} />
      </Modal>
    </>
  );
}
