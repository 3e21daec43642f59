'use client';

import { Modal } from '@mantine/core';
import { SearchPalette } from './search-palette';

interface Props {
  opened: boolean;
  /** Returns what the person typed before the field had the focus. */
  takeTyped: () => string;
  /** The person closes the search without a choice. */
  onClose: () => void;
  /** The person opens a result. */
  onLeave: () => void;
}

/**
 * The palette in its dialog. The parent component returns the focus, because it knows where the focus was.
 */
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
