import type { Door } from '../call/actor';
import { openSession } from '../sessions/open';
import type { SessionLimits } from '../sessions/types';
import { checkPassword, type SignInOrigin } from './check-password';
import type { KnownBrowser } from './known-browser';

/**
 * Signs somebody in by name and password.
 *
 * @param given name and password as typed
 * @param session at which door, from where, with what, in place of which other, and for how long at most
 * @returns whose session it is, its public id, the secret to carry, and what a browser is to carry beyond the
 *   session; null whatever the reason
 * @throws TooManyCalls when too many sign in at once
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
