import type { Door } from '../call/actor';
import { openSession } from '../sessions/open';
import type { SessionLimits } from '../sessions/types';
import { checkPassword, type SignInOrigin } from './check-password';
import type { KnownBrowser } from './known-browser';

/**
 * Signs a user in by name and password.
 *
 * @param given name and password as typed
 * @param session `formerSecret` is the secret of the browser's current session, which this one replaces
 * @returns the user, the session's public id and its secret, and the record for the browser to keep beyond
 *   the session; null whatever the reason
 * @throws TooManyCalls when too many users sign in at once
 */
export async function signIn(
  given: { userName: unknown; password: unknown } | undefined,
  session: SignInOrigin & {
    door: Door;
    userAgent: string | null;
    formerSecret?: string | null;
    limits: SessionLimits;
  },
): Promise<{ userId: number; id: string; secret: string; browser: KnownBrowser } | null> {
  const user = await checkPassword(given, session);
  if (!user) return null;
  const { id: userId, passwordHash, browser } = user;
  const opened = await openSession({ userId, passwordHash, ...session });
  return opened && { userId, browser, ...opened };
}
