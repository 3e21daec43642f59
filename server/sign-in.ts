import type { Door } from '@/domain/call/actor';
import type { SignInOrigin } from '@/domain/sign-in/check-password';
import { signIn } from '@/domain/sign-in/sign-in';
import { log } from './log';
import { countedSignIn } from './metrics';
import { sessionLimits } from './session-limits';

/**
 * Signs somebody in at a door, which is logged and counted.
 *
 * @param door which
 * @param given name and password as typed
 * @param caller from where and with what, as far as that is known, and the secret of the session that ends with this one
 * @returns as startSession
 */
export async function signInAt(
  door: Door,
  given: Parameters<typeof signIn>[0],
  caller: SignInOrigin & { userAgent: string | null; formerSecret?: string | null },
): ReturnType<typeof signIn> {
  const session = await countedSignIn(door, () =>
    signIn(given, { door, ...caller, limits: sessionLimits() }),
  );
  if (session) log().info({ userId: session.userId, session: session.id }, 'signed in');
  return session;
}
