/** What is typed before there is a field for it. */
export interface TypeAhead {
  /** Whether the reader has given it up, or gone elsewhere. */
  isCalledOff: () => boolean;
  /** Ends it, and gives what was typed: nothing the second time. */
  take: () => string;
}

/**
 * Takes the keys until a field in a dialog has the focus: no letter is lost, and none is a shortcut or presses what has
 * the focus meanwhile. Escape, or a click or the focus elsewhere, calls it off.
 */
export function typeAhead(): TypeAhead {
  let typed = '';
  let isCalledOff = false;
  const ended = new AbortController();
  const callOff = () => {
    isCalledOff = true;
    ended.abort();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') callOff();
    else if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    if (target instanceof Element && !target.closest('[role="dialog"]')) callOff();
  };
  const options = { capture: true, signal: ended.signal };
  window.addEventListener('keydown', onKeyDown, options);
  window.addEventListener('pointerdown', callOff, options);
  window.addEventListener('focusin', onFocusIn, options);
  return {
    isCalledOff: () => isCalledOff,
    take: () => {
      ended.abort();
      const taken = typed;
      typed = '';
      return taken;
    },
  };
}
