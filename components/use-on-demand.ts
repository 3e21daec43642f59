import { notifications } from '@mantine/notifications';
import { type ComponentType, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * A part of the console that few visits need, fetched when it is first wanted instead of with every page.
 *
 * @param fetchPart imports the component
 * @returns the component once it is there, and what asks for it. Where it can't be fetched that is said, nothing else
 *   happens, and the next wish asks again.
 */
export function useOnDemand<Props>(fetchPart: () => Promise<ComponentType<Props>>) {
  const [Part, setPart] = useState<ComponentType<Props>>();

  /**
   * @param next runs when the part is on the page, which is when a dialog that opens knows where the focus was; not
   *   for a reader who has gone on to something else meanwhile
   */
  const want = async (next?: () => void): Promise<void> => {
    const hasGoneOn = rememberPlace();
    const part = await fetchPart().catch(sayUnfetched);
    if (!part) return;
    const isWaiting = !hasGoneOn();
    flushSync(() => setPart(() => part));
    // At once, so that of two that arrive together the second sees the first.
    if (next && isWaiting) flushSync(next);
  };
  return { Part, want };
}

/** @returns tells whether the reader has meanwhile opened or closed a dialog, or moved the focus */
function rememberPlace(): () => boolean {
  const dialogs = () => document.querySelectorAll('[role="dialog"]').length;
  const before = { dialogs: dialogs(), focus: document.activeElement };
  return () => {
    const { activeElement: focus, body } = document;
    // A button that has gone leaves the focus to the page.
    return dialogs() !== before.dialogs || (focus !== before.focus && focus !== body);
  };
}

function sayUnfetched(): void {
  notifications.show({
    id: 'unfetched',
    message:
      'This part of the console could not be fetched. Try again, or reload the page if it goes on like this.',
    role: 'alert',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
