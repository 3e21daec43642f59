const OPEN_DIALOG = '[role="dialog"]';

/** The number of open dialogs. */
export const openDialogs = (): number => document.querySelectorAll(OPEN_DIALOG).length;

/** Moves the focus to an element, or to the page's heading if the element has gone or can't take it. */
export function focusOrHeading(element?: HTMLElement | null): void {
  const canTakeIt = element?.isConnected && !element.matches(':disabled');
  (canTakeIt ? element : document.querySelector<HTMLElement>('h1'))?.focus();
}

/**
 * Does the same after a dialog has closed, which first returns the focus to where it was.
 *
 * @param find returns the element, once the dialog is gone
 */
export function focusAfterDialog(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => focusOrHeading(find()));
}
