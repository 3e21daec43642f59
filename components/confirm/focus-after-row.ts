/**
 * Remembers where the keyboard's focus belongs once a row has gone: on the next row's button, else on the one
 * before it, else on the page's heading.
 *
 * @param trigger the button in the row that is about to go
 * @returns moves the focus there, to be called when the list is up to date
 */
export function focusAfterRow(trigger: HTMLElement): () => void {
  const row = trigger.closest('tr');
  const candidates = [row?.nextElementSibling, row?.previousElementSibling].map((neighbour) =>
    neighbour?.querySelector<HTMLElement>('[data-removal]'),
  );
  return () => {
    // After the dialog has given its focus back.
    requestAnimationFrame(() => {
      const target = candidates.find((candidate) => candidate?.isConnected);
      (target ?? document.querySelector<HTMLElement>('h1'))?.focus();
    });
  };
}
