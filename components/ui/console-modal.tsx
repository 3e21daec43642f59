import { Modal, type ModalProps, ModalStackContext } from '@mantine/core';
import { use, useEffect } from 'react';

interface Props extends Omit<ModalProps, 'transitionProps' | 'styles' | 'closeButtonProps'> {
  /** Tells the dialogs of the page apart: of two that are open only the newer one reacts to the keyboard. */
  stackId: string;
  /** Whether something is on its way that must not lose its dialog. */
  isBusy?: boolean;
}

/** The console's dialog: it appears at once, in the middle, and closes by its button, Escape or a click beside it. */
export function ConsoleModal({ isBusy = false, ...props }: Props) {
  const { stackId } = props;
  const stack = use(ModalStackContext);
  // Mantine's stack keeps a dialog that is taken off the page while it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every render has another stack, with the same dialogs.
  useEffect(() => () => stack?.removeModal(stackId), [stackId]);
  return (
    <Modal
      centered
      {...props}
      closeButtonProps={{ 'aria-label': 'Close', disabled: isBusy }}
      transitionProps={{ duration: 0 }}
      styles={{ title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } }}
    />
  );
}
