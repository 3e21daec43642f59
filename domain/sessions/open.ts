import { database } from '@/prisma/client';
import type { Door } from '../call/actor';
import { hashSecret, makeSecret } from './secret';
import type { SessionLimits } from './types';

/**
 * Opens a session for a user whose password was just checked, unless the password was changed or sign-in was
 * blocked in the meantime: those changes end all existing sessions, and must not miss one that is about to
 * begin.
 *
 * @param session `passwordHash` is the stored hash that the password matched. `formerSecret` is the secret
 *   that the same browser had until now: that session ends in the same statement, whichever user it belonged
 *   to.
 * @returns the session's public id and its secret, which can't be read again; null when the password hash
 *   changed or sign-in is blocked
 */
export async function openSession(session: {
  userId: number;
  passwordHash: string;
  door: Door;
  address: string | null;
  userAgent: string | null;
  formerSecret?: string | null;
  limits: SessionLimits;
}): Promise<{ id: string; secret: string } | null> {
  const { userId, passwordHash, door, address, userAgent, formerSecret, limits } = session;
  const formerHash = formerSecret ? hashSecret(formerSecret) : null;
  const secret = makeSecret();
  const [opened] = await database().$queryRaw<{ id: string }[]>`
    WITH proven AS (
      SELECT id FROM users
      WHERE id = ${userId} AND password_hash = ${passwordHash} AND email_verified FOR SHARE
    ), former AS (
      UPDATE sessions SET ended_at = now()
      WHERE secret_hash = ${formerHash} AND door = ${door}::door AND ended_at IS NULL
        AND EXISTS (SELECT FROM proven)
    )
    INSERT INTO sessions (secret_hash, user_id, door, address, user_agent, idle_minutes, expires_at)
    SELECT ${hashSecret(secret)}, id, ${door}::door, ${address}, ${userAgent}, ${limits.idleMinutes}::int,
      now() + make_interval(hours => ${limits.maxHours}::int) FROM proven
    RETURNING id::text`;
  return opened ? { id: opened.id, secret } : null;
}
