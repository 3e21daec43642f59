'use client';

import { DialogFailure } from '../confirm/dialog-failure';
import { PreviewFailure } from '../confirm/preview-failure';
import { ConsoleModal } from '../ui/console-modal';
import { DialogForm } from './dialog-form';
import type { OpenedRemoval } from './opened-removal';
import type { RemovalResource } from './removal-resource';
import { useConfirmation } from './use-confirmation';

interface Props<Row, Facts> {
  resource: RemovalResource<Row, Facts>;
  opened: OpenedRemoval<Row>;
  onPending?: (isPending: boolean) => void;
  onDone?: () => void;
  onClose: () => void;
}

/**
 * The one dialog for every removal and for Restore. It closes by itself only after the server has confirmed.
 */
export function RemoveDialog<Row, Facts>({ resource, opened, ...on }: Props<Row, Facts>) {
  const confirmation = useConfirmation(resource, opened, on);
  const { isPending, preview, failure, close } = confirmation;
  return (
    <ConsoleModal
      stackId={resource.mode}
      opened
      onClose={close}
      title={resource.verb}
      size={560}
      returnFocus={false}
      closeOnClickOutside={false}
      isBusy={isPending}
    >
      {failure && <DialogFailure failure={failure} mode={resource.mode} />}
      {preview.error && failure?.kind !== 'gone' ? (
        <PreviewFailure error={preview.error} onRetry={() => preview.refetch()} onClose={close} />
      ) : (
        <DialogForm resource={resource} confirmation={confirmation} />
      )}
    </ConsoleModal>
  );
}
