import { type ComponentType, useState } from 'react';
import { flushSync } from 'react-dom';
import { showMessage } from './message/message-store';
import { openDialogs } from './ui/focus';

/**
 * A part of the console that few visits need. It is loaded on first use instead of with every page.
 *
 * @param fetchPart imports the component
 * @returns the component once it is loaded, and the function that loads it. If loading fails, a message
 *   appears, nothing else happens, and the next call tries again
 */
export function useOnDemand<Props>(fetchPart: () => Promise<ComponentType<Props>>) {
  const [Part, setPart] = useState<ComponentType<Props>>();

  /**
   * @param next runs when the part is on the page, so that a dialog that opens knows where the focus was. It
   *   does not run if the person has moved on to something else meanwhile
   */
  const want = async (next?: () => void): Promise<void> => {
    const hasGoneOn = rememberPlace();
    const part = await fetchPart().catch(sayUnfetched);
    if (!part) return;
    const isWaiting = !hasGoneOn();
    flushSync(() => setPart(() => part));
    // Run it at once, so that of two parts that arrive together the second detects the first.
    if (next && isWaiting) flushSync(next);
  };
  return { Part, want };
}

/** @returns a check of whether the person has since opened or closed a dialog, or moved the focus */
function rememberPlace(): () => boolean {
  const before = { dialogs: openDialogs(), focus: document.activeElement };
  return () => {
    const { activeElement: focus, body } = document;
    // When a focused button disappears, the focus moves to the page.
    return openDialogs() !== before.dialogs || (focus !== before.focus && focus !== body);
  };
}

function sayUnfetched(): void {
  showMessage({
    kind: 'failure',
    words: 'This part of the console couldn’t be loaded. Try again, or reload the page.',
  });
}
