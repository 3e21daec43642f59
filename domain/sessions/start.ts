import type { Door } from '../actor';
import { signIn } from '../users/sign-in';
import { openSession } from './open';
import type { SessionLimits } from './types';

/**
 * Signs somebody in by name and password.
 *
 * @param given name and password as typed
 * @param session at which door, from where, with what, and for how long at most
 * @returns whose session it is, its public id, and the secret to carry; null whatever the reason
 */
export async function startSession(
  given: { userName: unknown; password: unknown } | undefined,
  session: { door: Door; address: string | null; userAgent: string | null; limits: SessionLimits },
): Promise<{ userId: number; id: string; secret: string } | null> {
  const user = await signIn(given, session.address);
  if (!user) return null;
  const { id: userId, passwordHash } = user;
  const opened = await openSession({ userId, passwordHash, ...session });
  return opened && { userId, ...opened };
}
