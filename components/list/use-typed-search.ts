'use client';

import { useDebouncedCallback, useWindowEvent } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/**
 * The text of a search field. It changes as the person types, the search runs when they pause, and the
 * address replaces it when the back button or "Clear filters" changes the address.
 *
 * @param value the search in the address
 * @param onSearch `isFurther` says that this search continues the one before
 */
export function useTypedSearch(value: string, onSearch: (term: string, isFurther: boolean) => void) {
  const [typed, setTyped] = useState(value);
  /** Searches that the address does not show yet. The field may contain more letters when it does. */
  const sent = useRef<string[]>([]);
  /** Whether the newest entry of the history is a search typed since the person entered the field. */
  const isTyping = useRef(false);
  const endTyping = () => {
    isTyping.current = false;
  };
  useWindowEvent('popstate', endTyping);
  useEffect(() => {
    const arrived = sent.current.indexOf(value);
    sent.current.splice(0, arrived === -1 ? sent.current.length : arrived + 1);
    if (arrived === -1) setTyped(value);
  }, [value]);
  const search = useDebouncedCallback((term: string) => {
    const isNew = term !== value;
    if (isNew) sent.current.push(term);
    onSearch(term, isTyping.current || !isNew);
    isTyping.current ||= isNew;
  }, TYPING_MS);
  const type = (term: string) => {
    setTyped(term);
    search(term);
  };
  return { typed, type, onFocus: endTyping };
}
