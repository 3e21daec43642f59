import type { QueryClient } from '@tanstack/react-query';
import { getCsrfToken } from 'next-auth/react';
import { namingOwner } from '../data/fetch-json';
import { isOwnerThere } from '../data/queries';
import { tabNow } from '../data/tab';

/**
 * Signs the page's user out and opens the sign-in page. Unlike the library's own function it names that user:
 * another user who has signed in in another tab meanwhile stays signed in.
 */
export async function signOut(client: QueryClient): Promise<void> {
  const csrfToken = (await getCsrfToken().catch(() => undefined)) ?? '';
  const answer = await fetch('/api/auth/signout', {
    method: 'POST',
    headers: namingOwner({ 'Content-Type': 'application/x-www-form-urlencoded' }),
    body: new URLSearchParams({ csrfToken, callbackUrl: '/sign-in', json: 'true' }),
  }).catch(() => null);
  if (answer?.status === 403) await isOwnerThere(client);
  if (tabNow().otherUser === null) window.location.assign('/sign-in');
}
