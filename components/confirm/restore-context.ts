'use client';

import { createContext, useContext } from 'react';

/** A removal that can be restored, by its audit entry or by its request id. */
export type Restorable = { target: string } & ({ seq: string } | { requestId: string });

/** Opens the dialog that restores a removal. */
export type OpenRestore = (removal: Restorable, trigger: HTMLElement) => void;

export const RestoreContext = createContext<OpenRestore | null>(null);

/** Opens the dialog that restores a removal; null if the page offers none. */
export const useRestoreOffer = () => useContext(RestoreContext);
