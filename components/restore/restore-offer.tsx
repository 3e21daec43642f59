'use client';

import { type ReactNode, useState } from 'react';
import { focusAfterRow } from '../confirm/focus-after-row';
import { type OpenRestore, RestoreContext } from '../confirm/restore-context';
import { newRequestId } from '../data/request-id';
import { useOnDemand } from '../use-on-demand';
import type { OpenedRestore } from './restore-dialog';

/**
 * Provides the dialog of Restore to the page inside, because a message outlives the list from which it came.
 */
export function RestoreOffer({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<OpenedRestore | null>(null);
  const { Part: RestoreDialog, want } = useOnDemand(() =>
    import('./restore-dialog').then((part) => part.RestoreDialog),
  );
  const open: OpenRestore = (removals, trigger, onRestored) => {
    const leaveRow = focusAfterRow(trigger);
    want(() => setOpened({ removals, trigger, leaveRow, requestId: newRequestId(), onRestored }));
  };
  return (
    <RestoreContext value={open}>
      {children}
      {RestoreDialog && opened && (
        <RestoreDialog key={opened.requestId} opened={opened} onClose={() => setOpened(null)} />
      )}
    </RestoreContext>
  );
}
