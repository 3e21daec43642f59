'use client';

import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/**
 * The text of a search field: shown as it is typed, searched for when the typing pauses, and replaced when the address
 * changes by itself, by the back button or "Clear filters".
 *
 * @param value the search in the address
 */
export function useTypedSearch(value: string, onSearch: (term: string) => void) {
  const [typed, setTyped] = useState(value);
  /** Searches that the address doesn't show yet. When it does, the field may hold more letters already. */
  const sent = useRef<string[]>([]);
  useEffect(() => {
    const arrived = sent.current.indexOf(value);
    sent.current.splice(0, arrived === -1 ? sent.current.length : arrived + 1);
    if (arrived === -1) setTyped(value);
  }, [value]);
  const search = useDebouncedCallback((term: string) => {
    if (term !== value) sent.current.push(term);
    onSearch(term);
  }, TYPING_MS);
  const type = (term: string) => {
    setTyped(term);
    search(term);
  };
  return { typed, type };
}
