import type { Door } from '@/domain/call/actor';
import type { SignInOrigin } from '@/domain/sign-in/check-password';
import { signIn } from '@/domain/sign-in/sign-in';
import { log } from './log';
import { countedSignIn } from './metrics';
import { sessionLimits } from './session-limits';

/**
 * Signs a user in, and logs and counts the attempt.
 *
 * @param given name and password as typed
 * @param origin where the attempt comes from; `formerSecret` is the secret of the session that the new one
 *   replaces
 * @returns as signIn
 */
export async function signInAt(
  door: Door,
  given: Parameters<typeof signIn>[0],
  origin: SignInOrigin & { userAgent: string | null; formerSecret?: string | null },
): ReturnType<typeof signIn> {
  const session = await countedSignIn(door, () =>
    signIn(given, { door, ...origin, limits: sessionLimits() }),
  );
  if (session) log().info({ userId: session.userId, session: session.id }, 'signed in');
  return session;
}
