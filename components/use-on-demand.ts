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

  /** @param next runs when the part is on the page: a dialog that opens only then knows where the focus was */
  const want = async (next?: () => void): Promise<void> => {
    const part = await fetchPart().catch(sayUnfetched);
    if (!part) return;
    flushSync(() => setPart(() => part));
    next?.();
  };
  return { Part, want };
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
