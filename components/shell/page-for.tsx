'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { isOwnerThere } from '../data/queries';
import { tabNow } from '../data/tab';
import { useOtherUser } from '../data/use-other-user';

/**
 * A page that came into this tab, if it was made for the tab's owner. When the browser has been signed in as another
 * user meanwhile it is left out: what surrounds it, and what is kept of other pages, is still the owner's.
 *
 * @param userId for whom the page was made
 */
export function PageFor({ userId, children }: { userId: number; children: ReactNode }) {
  const client = useQueryClient();
  const otherUser = useOtherUser();
  const { owner } = tabNow();
  const isForAnother = owner !== null && owner.userId !== userId;
  useEffect(() => {
    if (!isForAnother || otherUser !== null) return;
    // Either the notice says so, or the owner is back already: then the page comes anew, for the owner.
    isOwnerThere(client).then((isThere) => isThere && window.location.reload());
  }, [client, isForAnother, otherUser]);
  return isForAnother ? null : children;
}
