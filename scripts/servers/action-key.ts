import { hkdfSync } from 'node:crypto';

/**
 * The key from which Next.js makes the ids of server actions, which pages call them by. All builds of an installation
 * share it, so that a page of one build can call the actions of another.
 *
 * @param secret NEXTAUTH_SECRET, which can't be found from the key
 * @returns 32 bytes as base64, for NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
 */
export const deriveActionKey = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'access-console server actions', 32)).toString('base64');
