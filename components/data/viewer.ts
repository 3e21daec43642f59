'use client';

import { createContext, useContext } from 'react';
import type { Rights } from '@/domain/call/permissions';
import type { Owner } from '@/domain/sessions/types';

/** The actor, reduced to what pages need. */
export interface Viewer extends Rights, Owner {}

export const ViewerContext = createContext<Viewer | null>(null);

/** The actor for whom the page was made; null outside the console's pages. */
export const useViewer = () => useContext(ViewerContext);
