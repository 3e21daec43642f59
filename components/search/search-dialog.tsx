'use client';

import { ConsoleModal } from '../ui/console-modal';
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
    <ConsoleModal
      stackId="search"
      // At the top, so that results below the field do not move it.
      centered={false}
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      title="Search everywhere"
      size="lg"
    >
      <SearchPalette takeTyped={takeTyped} onClose={onClose} onLeave={onLeave} />
    </ConsoleModal>
  );
}
