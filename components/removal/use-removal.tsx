'use client';

import { useState } from 'react';
import { focusAfterRow } from '../confirm/focus-after-row';
import { newRequestId } from '../data/request-id';
import { useOnDemand } from '../use-on-demand';
import type { OpenedRemoval } from './opened-removal';
import type { RemovalResource } from './removal-resource';

/** Opens the dialog of a removal. What happens in the dialog is loaded with it (`use-confirmation.ts`). */
export function useRemoval<Row, Facts>(resource: RemovalResource<Row, Facts>) {
  const [opened, setOpened] = useState<OpenedRemoval<Row> | null>(null);
  const [isPending, setPending] = useState(false);
  const { Part: RemoveDialog, want } = useOnDemand(() =>
    import('./remove-dialog').then((part) => part.RemoveDialog<Row, Facts>),
  );

  const open = (row: Row, trigger: HTMLElement): void => {
    // Remember the position now, because the button may disappear at once.
    const leaveRow = focusAfterRow(trigger);
    want(() => setOpened({ row, trigger, leaveRow, requestId: newRequestId() }));
  };

  return {
    open,
    /** The row whose removal is in progress. */
    pendingKey: opened && isPending ? resource.rowKey(opened.row) : null,
    /** The page must render this. */
    dialog: RemoveDialog && opened && (
      <RemoveDialog
        key={opened.requestId}
        resource={resource}
        opened={opened}
        onPending={setPending}
        onClose={() => setOpened(null)}
      />
    ),
  };
}
