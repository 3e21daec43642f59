import { database } from '@/prisma/client';
import type { Actor, Door } from '../actor';
import type { StoredPermission } from '../permissions';
import { hashSecret } from './secret';
import type { SessionEnds, SessionLimits } from './types';

interface Row {
  sessionId: string;
  userId: number;
  userName: string;
  permissions: StoredPermission[];
  adminOf: Actor['adminOf'] | null;
  hasRole: boolean;
  idleSeconds: number;
  totalSeconds: number;
}

/**
 * Reads a session with its user's present rights, in one round trip. Whoever was barred, signed out or left
 * idle too long has no session, and a right taken away is gone with the next read.
 *
 * @param secret what the caller carries
 * @param door the door he stands at: a session is good at the door where it was opened, and at no other
 * @param limits how long it may lie idle
 * @returns who he is and when the session ends, or null
 */
export async function readSession(
  secret: string,
  door: Door,
  limits: SessionLimits,
): Promise<{ actor: Actor; ends: SessionEnds } | null> {
  const [row] = await database().$queryRaw<Row[]>`
    WITH live AS (
      SELECT s.id, s.user_id, s.expires_at, s.last_seen_at + make_interval(mins => ${limits.idleMinutes}::int) AS idle_at
      FROM sessions s
      WHERE s.secret_hash = ${hashSecret(secret)} AND s.door = ${door}::door
        AND s.ended_at IS NULL AND s.expires_at > now()
    )
    SELECT l.id::text AS "sessionId", u.id AS "userId", u.user_name AS "userName",
      extract(epoch FROM l.idle_at - now())::float8 AS "idleSeconds",
      extract(epoch FROM l.expires_at - now())::float8 AS "totalSeconds",
      ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id ORDER BY permission) AS permissions,
      (SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY lower(c.name))
         FROM company_roles r JOIN companies c ON c.id = r.company_id
         WHERE r.user_id = u.id AND r.role = 'CoAdmin') AS "adminOf",
      EXISTS (SELECT FROM company_roles WHERE user_id = u.id) AS "hasRole"
    FROM live l JOIN users u ON u.id = l.user_id
    WHERE l.idle_at > now() AND u.email_verified`;
  if (!row) return null;
  const { idleSeconds, totalSeconds, adminOf, ...actor } = row;
  return {
    actor: { ...actor, adminOf: adminOf ?? [] },
    ends: { idleSeconds, totalSeconds },
  };
}
