'use client';

import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { openDialogs } from '../ui/focus';
import { useOnDemand } from '../use-on-demand';
import classes from './search.module.css';
import { type TypeAhead, typeAhead } from './type-ahead';

/**
 * Search over everything that the actor may see, from any page: a button in the header, and Ctrl or Cmd with
 * K.
 */
export function SearchEverywhere() {
  const [isOpen, dialog] = useDisclosure(false);
  const ahead = useRef<TypeAhead | null>(null);
  const from = useRef<Element | null>(null);
  const { Part: SearchDialog, want } = useOnDemand(() =>
    import('./search-dialog').then((part) => part.SearchDialog),
  );
  const open = async () => {
    from.current = document.activeElement;
    const typing = typeAhead();
    ahead.current = typing;
    let isOpened = false;
    await want(() => {
      isOpened = !typing.isCalledOff();
      if (isOpened) dialog.open();
    });
    if (!isOpened) typing.take();
  };
  const openUnlessDialog = () => {
    if (openDialogs() === 0) open();
  };
  const close = () => {
    dialog.close();
    // Wait until the dialog has released the focus.
    setTimeout(() => from.current instanceof HTMLElement && from.current.focus());
  };
  // Also inside a field, because a key with a modifier is not text.
  useHotkeys([['mod+K', openUnlessDialog]], []);
  return (
    <>
      <button
        type="button"
        className={classes.button}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={open}
      >
        <IconSearch size={16} aria-hidden />
        <span className={classes.label}>Search everywhere</span>
        <kbd className={classes.keys} aria-hidden>
          Ctrl K
        </kbd>
      </button>
      {SearchDialog && (
        <SearchDialog
          opened={isOpen}
          takeTyped={() => ahead.current?.take() ?? ''}
          onClose={close}
          onLeave={dialog.close}
        />
      )}
    </>
  );
}
