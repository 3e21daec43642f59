'use client';

import { Button } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useOnDemand } from '../use-on-demand';
import classes from './search.module.css';
import { typeAhead } from './type-ahead';

/** Search over everything that the viewer may see, from any page: a button in the header, and Ctrl or Cmd with K. */
export function SearchEverywhere() {
  const [isOpen, dialog] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const from = useRef<Element | null>(null);
  const { Part: SearchDialog, want } = useOnDemand(() =>
    import('./search-dialog').then((part) => part.SearchDialog),
  );
  const open = () => {
    from.current = document.activeElement;
    const endTyping = typeAhead();
    want(() => {
      setTyped(endTyping());
      dialog.open();
    }).finally(endTyping);
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
      {SearchDialog && <SearchDialog opened={isOpen} typed={typed} onClose={close} onLeave={dialog.close} />}
    </>
  );
}
