import { Modal, type ModalProps, ModalStackContext } from '@mantine/core';
import { use, useEffect } from 'react';
import classes from './console-modal.module.css';

interface Props extends Omit<ModalProps, 'transitionProps' | 'classNames' | 'closeButtonProps'> {
  /** Tells the dialogs of the page apart: of two that are open only the newer one reacts to the keyboard. */
  stackId: string;
  /** Whether something is on its way that must not lose its dialog. */
  isBusy?: boolean;
}

/** The console's dialog: it appears at once, near the top so that it grows downwards only, and closes by its button, Escape or a click beside it. */
export function ConsoleModal({ isBusy = false, ...props }: Props) {
  const { stackId } = props;
  const stack = use(ModalStackContext);
  // Mantine's stack keeps a dialog that is taken off the page while it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every render has another stack, with the same dialogs.
  useEffect(() => () => stack?.removeModal(stackId), [stackId]);
  return (
    <Modal
      yOffset="8vh"
      {...props}
      closeButtonProps={{ 'aria-label': 'Close', disabled: isBusy }}
      transitionProps={{ duration: 0 }}
      classNames={{
        inner: classes.inner,
        content: classes.content,
        title: classes.title,
        body: classes.body,
      }}
    />
  );
}
