'use client';

import type { RestoreFacts } from '@/domain/audit-entries/types';
import { MAX_STEPS } from '@/domain/plans/types';
import type { Restorable } from '../confirm/restore-context';
import { PlanDialog } from '../plan/plan-dialog';
import type { PlanItem, PlanResource } from '../plan/plan-item';
import type { PreviewedStep } from '../plan/use-plan';
import type { OpenedRemoval } from '../removal/opened-removal';
import { RemoveDialog } from '../removal/remove-dialog';
import { restoreResource } from '../resources/restore';
import { restoredAccess } from './restored-access';

/** Removals whose dialog is open. */
export interface OpenedRestore extends Omit<OpenedRemoval<Restorable>, 'row'> {
  /** In the order in which they were made. */
  removals: readonly Restorable[];
  onRestored: ((seqs: string[]) => void) | undefined;
}

const itemOf = (removal: Restorable): PlanItem => ({
  key: restoreResource.rowKey(removal),
  name: restoreResource.rowName(removal),
  resource: restoreResource as unknown as PlanResource<never>,
  request: restoreResource.previewRequest(removal),
  isRestorable: false,
});

const factsOf = ({ preview }: PreviewedStep): RestoreFacts[] =>
  preview?.objection === null ? [preview.facts] : [];

/** Restores one removal, or several by a plan. The newest of them is the first, and as many as a plan can have. */
export function RestoreDialog({ opened, onClose }: { opened: OpenedRestore; onClose: () => void }) {
  const { removals, onRestored, ...rest } = opened;
  const [first, ...others] = removals.toReversed().slice(0, MAX_STEPS);
  if (!first) return null;
  if (others.length === 0) {
    return (
      <RemoveDialog
        resource={restoreResource}
        opened={{ ...rest, row: first }}
        onDone={() => onRestored?.([first.seq])}
        onClose={onClose}
      />
    );
  }
  return (
    <PlanDialog
      stackId={restoreResource.mode}
      opened={{ items: [first, ...others].map(itemOf), trigger: rest.trigger }}
      verbFor={restoreResource.verbFor}
      changesOfSteps={(ready) => restoredAccess(ready.flatMap(factsOf))}
      onDone={(seqs) => onRestored?.(seqs)}
      onClose={onClose}
    />
  );
}
