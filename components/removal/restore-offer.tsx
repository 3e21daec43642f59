'use client';

import type { ReactNode } from 'react';
import { RestoreContext } from '../confirm/restore-context';
import { restoreResource } from '../resources/restore';
import { useRemoval } from './use-removal';

/** Holds the dialog of restoring for whatever page stands in it: a message outlives the list that it speaks of. */
export function RestoreOffer({ children }: { children: ReactNode }) {
  const restore = useRemoval(restoreResource);
  return (
    <RestoreContext value={restore.open}>
      {children}
      {restore.dialog}
    </RestoreContext>
  );
}
