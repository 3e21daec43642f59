'use client';

import { useSyncExternalStore } from 'react';
import { onTabChange, tabNow } from './tab';

/** The name of another user by whom the browser is signed in by now; else null. */
export const useOtherUser = (): string | null =>
  useSyncExternalStore(
    onTabChange,
    () => tabNow().otherUser,
    () => null,
  );
