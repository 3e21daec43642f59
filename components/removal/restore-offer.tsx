'use client';

import type { ReactNode } from 'react';
import { RestoreContext } from '../confirm/restore-context';
import { restoreResource } from '../resources/restore';
import { useRemoval } from './use-removal';

/**
 * Provides the dialog of Restore to the page inside, because a message outlives the list from which it came.
 */
export function RestoreOffer({ children }: { children: ReactNode }) {
  const restore = useRemoval(restoreResource);
  return (
    <RestoreContext value={restore.open}>
      {children}
      {restore.dialog}
    </RestoreContext>
  );
}
