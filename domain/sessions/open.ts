import { database } from '@/prisma/client';
import type { Door } from '../call/actor';
import { hashSecret, makeSecret } from './secret';
import type { SessionLimits } from './types';

/**
 * Opens a session for a user who has proved who he is, unless his password was changed or he was barred while
 * he did: whoever does that ends the sessions there are, and must not miss one that is about to begin.
 *
 * @param session whose, by which stored password hash, at which door, from where, with what, and for how long
 *   at most; `formerSecret` is what the same browser carried until now: that session ends in the same moment,
 *   whoever's it was
 * @returns the secret that the caller is to carry, told this once, and the session's public id; null when
 *   what he proved no longer holds
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
