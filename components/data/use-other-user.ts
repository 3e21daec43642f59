'use client';

import { useSyncExternalStore } from 'react';
import { onTabChange, tabNow } from './tab';

/** The name of another user as whom the browser is now signed in; otherwise null. */
export const useOtherUser = (): string | null =>
  useSyncExternalStore(
    onTabChange,
    () => tabNow().otherUser,
    () => null,
  );
