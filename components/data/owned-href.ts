import type { MouseEvent } from 'react';
import { USER_PARAM } from '@/console/session/paths';
import { tabNow } from './tab';

/**
 * Names the tab's user in the address of a link that the browser follows itself: its response can't be
 * discarded when another user has signed in meanwhile.
 */
export function ownedHref(event: MouseEvent<HTMLAnchorElement>, href: string): void {
  const { owner, otherUser } = tabNow();
  if (otherUser !== null) event.preventDefault();
  if (owner) event.currentTarget.href = `${href}&${USER_PARAM}=${owner.userId}`;
}
