import { useEffect, useRef } from 'react';

/**
 * Moves the focus to an element when it appears, and again for each new cause, also when its text is the same.
 *
 * @returns the element's ref
 */
export function useFocusOn<Element extends HTMLElement>(cause?: unknown) {
  const element = useRef<Element>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cause is what makes it run again.
  useEffect(() => element.current?.focus(), [cause]);
  return element;
}
