'use client';

import { DialogFailure } from '../confirm/dialog-failure';
import { PreviewFailure } from '../confirm/preview-failure';
import { ConsoleModal } from '../ui/console-modal';
import { DialogForm } from './dialog-form';
import type { RemovalDialog } from './removal-dialog';

/**
 * The one dialog for every removal and for Restore. It closes by itself only after the server has confirmed.
 */
export function RemoveDialog<Row, Facts>(dialog: RemovalDialog<Row, Facts>) {
  const { resource, isOpen, isPending, preview, failure, close } = dialog;
  return (
    <ConsoleModal
      stackId={resource.mode}
      opened={isOpen}
      onClose={close}
      title={resource.verb}
      size="lg"
      returnFocus={false}
      closeOnClickOutside={false}
      isBusy={isPending}
    >
      {failure && <DialogFailure failure={failure} mode={resource.mode} />}
      {preview.error && failure?.kind !== 'gone' ? (
        <PreviewFailure error={preview.error} onRetry={() => preview.refetch()} onClose={close} />
      ) : (
        <DialogForm dialog={dialog} />
      )}
    </ConsoleModal>
  );
}
