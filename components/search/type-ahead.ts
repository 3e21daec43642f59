/** Collects what a person types before the field exists. */
export interface TypeAhead {
  /** Whether the person cancelled, or moved elsewhere. */
  isCalledOff: () => boolean;
  /** Stops, and returns what the person typed; a second call returns an empty text. */
  take: () => string;
}

/**
 * Captures the keys until a field in a dialog has the focus. No letter is lost, triggers a shortcut or
 * activates the focused element. Escape, a click, or a focus elsewhere cancels it.
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
