'use client';

import { Modal } from '@mantine/core';
import { SearchPalette } from './search-palette';

interface Props {
  opened: boolean;
  /** Gives what was typed before its field had the focus. */
  takeTyped: () => string;
  /** The reader gives up, and stays where he is. */
  onClose: () => void;
  /** He goes to what he found. */
  onLeave: () => void;
}

/** The palette in its dialog. Where the focus returns to is for the caller to say, who knows where it was. */
export function SearchDialog({ opened, takeTyped, onClose, onLeave }: Props) {
  return (
    <Modal
      stackId="search"
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      title="Search everywhere"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      <SearchPalette takeTyped={takeTyped} onClose={onClose} onLeave={onLeave} />
    </Modal>
  );
}
