import { focusAfterDialog } from '../ui/focus';

/**
 * Remembers where the focus moves when a row disappears: to the next row's button, else to the previous
 * one's, else to the page's heading.
 *
 * @param trigger the button in the row that will disappear
 * @returns moves the focus; call it when the list is up to date
 */
export function focusAfterRow(trigger: HTMLElement): () => void {
  const row = trigger.closest('tr');
  const candidates = [row?.nextElementSibling, row?.previousElementSibling].map((neighbour) =>
    neighbour?.querySelector<HTMLElement>('[data-removal]'),
  );
  return () => focusAfterDialog(() => candidates.find((candidate) => candidate?.isConnected));
}
