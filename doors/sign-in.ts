import type { Door } from '@/domain/actor';
import { startSession } from '@/domain/sessions/start';
import { log } from './log';
import { countedSignIn } from './metrics';
import { sessionLimits } from './session-limits';

/**
 * Signs somebody in at a door, which is logged and counted.
 *
 * @param door which
 * @param given name and password as typed
 * @param address from where, or null where it is not known
 * @returns as startSession
 */
export async function signInAt(
  door: Door,
  given: Parameters<typeof startSession>[0],
  address: string | null,
): ReturnType<typeof startSession> {
  const session = await countedSignIn(door, () =>
    startSession(given, { door, address, limits: sessionLimits() }),
  );
  if (session) log().info({ userId: session.userId, session: session.id }, 'signed in');
  return session;
}
