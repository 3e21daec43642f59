'use client';

import type { ReactNode } from 'react';
import { RestoreContext } from '../removal/restore-context';
import { useRemoval } from '../removal/use-removal';
import { restoreResource } from './restore-resource';

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
