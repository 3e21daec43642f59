import type { ReactNode } from 'react';

/** What the console tells a person without a dialog. */
export interface Message {
  /** Tells one message from the next, which may have the same text. */
  id: number;
  kind: 'done' | 'failure';
  words: ReactNode;
  /** Buttons and links after the text. */
  actions?: ReactNode;
}

let message: Message | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: Message | null): void {
  message = next;
  for (const listener of listeners) listener();
}

/**
 * Shows a message in place of the one that is shown.
 *
 * @returns its id
 */
export function showMessage(given: Omit<Message, 'id'>): number {
  lastId += 1;
  change({ ...given, id: lastId });
  return lastId;
}

/** Takes a message away, unless another has replaced it. */
export function hideMessage(id: number): void {
  if (message?.id === id) change(null);
}

export const messageNow = (): Message | null => message;

/** @returns stops it */
export function onMessageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
