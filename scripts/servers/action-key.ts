import { hkdfSync } from 'node:crypto';

/**
 * Derives the key from which Next.js makes the ids of server actions. All builds of an installation share the
 * key, so that a page of one build can call the actions of another. The secret can't be computed from the
 * key.
 *
 * @param secret NEXTAUTH_SECRET
 * @returns 32 bytes as base64, for NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
 */
export const deriveActionKey = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'access-console server actions', 32)).toString('base64');
