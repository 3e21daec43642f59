import { Modal, type ModalProps } from '@mantine/core';

interface Props extends Omit<ModalProps, 'transitionProps' | 'styles' | 'closeButtonProps'> {
  /** Tells the dialogs of the page apart: of two that are open only the newer one reacts to the keyboard. */
  stackId: string;
  /** Whether something is on its way that must not lose its dialog. */
  isBusy?: boolean;
}

/** The console's dialog: it appears at once, in the middle, and closes by its button, Escape or a click beside it. */
export const ConsoleModal = ({ isBusy = false, ...props }: Props) => (
  <Modal
    centered
    {...props}
    closeButtonProps={{ 'aria-label': 'Close', disabled: isBusy }}
    transitionProps={{ duration: 0 }}
    styles={{ title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } }}
  />
);
