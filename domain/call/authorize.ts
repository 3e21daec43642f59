import type { Actor } from './actor';
import { NO_SESSION, refuse } from './errors';
import { can, missingRight, type Permission, type StoredPermission } from './permissions';
import type { Tx } from './transaction';

/**
 * Stops a caller who may not call at all.
 *
 * @param actor who calls, or null without a live session
 * @param operation its name, and the right it needs
 * @throws Refusal 20
 */
export function demandRight(
  actor: Actor | null,
  operation: { call: string; permission: Permission },
): asserts actor is Actor {
  if (actor === null) refuse('not_authorized', NO_SESSION);
  const { call, permission } = operation;
  if (!can(actor, permission)) refuse('not_authorized', missingRight(call, permission));
}

/**
 * Reads what the actor may do at this moment, and holds his permissions until the transaction ends: whoever
 * revokes one meanwhile waits, whoever revoked one before has won.
 *
 * @param tx the transaction that is about to change something
 * @param actor as the door read him when the call came in
 * @returns the actor with the permissions he has now; his companies are read again under their own locks
 * @throws Refusal 20 when his session has ended or he has been barred
 */
export async function lockRights(tx: Tx, actor: Actor): Promise<Actor> {
  const [present] = await tx.$queryRaw<{ permissions: StoredPermission[] }[]>`
    WITH held AS (SELECT permission FROM user_permissions WHERE user_id = ${actor.userId} FOR SHARE)
    SELECT ARRAY(SELECT permission::text FROM held) AS permissions
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = ${actor.sessionId}::uuid AND u.id = ${actor.userId}
      AND u.email_verified AND s.ended_at IS NULL AND s.expires_at > now()`;
  if (!present) refuse('not_authorized', NO_SESSION);
  return { ...actor, permissions: present.permissions };
}
