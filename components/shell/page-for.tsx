'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { isOwnerThere } from '../data/queries';
import { tabNow } from '../data/tab';
import { useOtherUser } from '../data/use-other-user';

/**
 * Renders a page in this tab if it was made for the tab's owner. If the browser is signed in as another user
 * by then, the page is left out, because the layout and the cached pages still belong to the owner.
 *
 * @param userId the user for whom the page was made
 */
export function PageFor({ userId, children }: { userId: number; children: ReactNode }) {
  const client = useQueryClient();
  const otherUser = useOtherUser();
  const { owner } = tabNow();
  const isForAnother = owner !== null && owner.userId !== userId;
  useEffect(() => {
    if (!isForAnother || otherUser !== null) return;
    // Either the notice explains it, or the owner is signed in again, and the page is loaded again for them.
    isOwnerThere(client).then((isThere) => isThere && window.location.reload());
  }, [client, isForAnother, otherUser]);
  return isForAnother ? null : children;
}
