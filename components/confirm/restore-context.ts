'use client';

import { createContext, useContext } from 'react';

/** A removal that can be restored, by the number of its audit entry. */
export interface Restorable {
  seq: string;
  target: string;
}

/**
 * Opens the dialog that restores removals.
 *
 * @param removals in the order in which they were made
 * @param onRestored receives the numbers of those that were restored
 */
export type OpenRestore = (
  removals: readonly Restorable[],
  trigger: HTMLElement,
  onRestored?: (seqs: string[]) => void,
) => void;

export const RestoreContext = createContext<OpenRestore | null>(null);

/** Opens the dialog that restores removals; null if the page offers none. */
export const useRestoreOffer = () => useContext(RestoreContext);
