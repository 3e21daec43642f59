const OPEN_DIALOG = '[role="dialog"]';

/** The number of open dialogs. */
export const openDialogs = (): number => document.querySelectorAll(OPEN_DIALOG).length;

/** Where the focus goes when its element has gone: the page's heading, or the last button of an open dialog. */
function findRefuge(): HTMLElement | null | undefined {
  const dialog = [...document.querySelectorAll(OPEN_DIALOG)].at(-1);
  if (!dialog) return document.querySelector<HTMLElement>('h1');
  if (dialog.contains(document.activeElement)) return null;
  return [...dialog.querySelectorAll<HTMLElement>('button:enabled')].at(-1);
}

/** Moves the focus to an element, or to what is left of the page if the element has gone or can't take it. */
export function focusOrHeading(element?: HTMLElement | null): void {
  const canTakeIt = element?.isConnected && !element.matches(':disabled');
  (canTakeIt ? element : findRefuge())?.focus();
}

/**
 * Does the same after a dialog has closed, which first returns the focus to where it was.
 *
 * @param find returns the element, once the dialog is gone
 */
export function focusAfterDialog(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => focusOrHeading(find()));
}
