import type { QueryClient } from '@tanstack/react-query';
import { getCsrfToken } from 'next-auth/react';
import { namingOwner } from '../data/fetch-json';
import { isOwnerThere } from '../data/queries';
import { tabNow } from '../data/tab';

/**
 * Signs the page's user out, and goes to the sign-in page. It names that user, which the library's own would not: in
 * another tab somebody else may have signed in meanwhile, and stays so.
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
