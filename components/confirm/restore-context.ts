'use client';

import { createContext, useContext } from 'react';

/** A removal that may be taken back, by its audit entry or by the request id under which it was made. */
export type Restorable = { target: string } & ({ seq: string } | { requestId: string });

/** Opens the dialog of restoring. */
export type OpenRestore = (removal: Restorable, trigger: HTMLElement) => void;

export const RestoreContext = createContext<OpenRestore | null>(null);

/** What opens the dialog of restoring; null where a page offers none. */
export const useRestoreOffer = () => useContext(RestoreContext);
