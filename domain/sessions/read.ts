import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor, Door } from '../call/actor';
import { checkedRows, rightsRow } from '../call/checked-rows';
import { IDLE_AT, IS_ALIVE } from './alive';
import { hashSecret } from './secret';
import type { SessionEnds } from './types';

const sessionRow = z.strictObject({
  ...rightsRow,
  sessionId: z.string(),
  userId: z.int(),
  userName: z.string(),
  idleSeconds: z.number(),
  quietSeconds: z.number(),
  totalSeconds: z.number(),
  newestEntry: z.string(),
});

/**
 * Reads a session and its user's current rights in one round trip. A user who is blocked, has signed out or
 * was idle for too long has no session, and a right that was removed is gone with the next read.
 *
 * @param door the session is valid only where it was opened
 * @returns the actor, when the session ends, the seconds since the last activity, and the number of the
 *   newest audit entry at that moment; or null
 */
export async function readSession(
  secret: string,
  door: Door,
): Promise<{ actor: Actor; ends: SessionEnds; quietSeconds: number; newestEntry: string } | null> {
  const query = Prisma.sql`
    WITH live AS (
      SELECT s.id, s.user_id, s.expires_at, s.last_seen_at, ${IDLE_AT} AS idle_at
      FROM sessions s
      WHERE s.secret_hash = ${hashSecret(secret)} AND s.door = ${door}::door AND ${IS_ALIVE}
    )
    SELECT l.id::text AS "sessionId", u.id AS "userId", u.user_name AS "userName",
      extract(epoch FROM l.idle_at - now())::float8 AS "idleSeconds",
      extract(epoch FROM now() - l.last_seen_at)::float8 AS "quietSeconds",
      extract(epoch FROM l.expires_at - now())::float8 AS "totalSeconds",
      ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id ORDER BY permission) AS permissions,
      (SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY lower(c.name))
         FROM company_roles r JOIN companies c ON c.id = r.company_id
         WHERE r.user_id = u.id AND r.role = 'CoAdmin') AS "adminOf",
      EXISTS (SELECT FROM company_roles WHERE user_id = u.id) AS "hasRole",
      (SELECT seq::text FROM audit_head WHERE id = 1) AS "newestEntry"
    FROM live l JOIN users u ON u.id = l.user_id
    WHERE u.email_verified`;
  const [row] = await checkedRows(database(), sessionRow, query);
  if (!row) return null;
  const { idleSeconds, quietSeconds, totalSeconds, newestEntry, ...actor } = row;
  return {
    actor,
    ends: { idleSeconds, totalSeconds },
    quietSeconds,
    newestEntry,
  };
}
