import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from './actor';
import { checkRows, rightsRow } from './checked-rows';
import { NO_SESSION, refuse } from './errors';
import { can, missingRight, type Permission } from './permissions';
import type { Tx } from './transaction';

/**
 * Refuses an actor who lacks the permission for an operation.
 *
 * @param actor null without an open session
 * @throws Refusal 20 without a session or without the permission
 */
export function demandRight(
  actor: Actor | null,
  operation: { call: string; permission: Permission },
): asserts actor is Actor {
  if (actor === null) refuse('not_authorized', NO_SESSION);
  const { call, permission } = operation;
  if (!can(actor, permission)) refuse('not_authorized', missingRight(call, permission));
}

const permissionsRow = z.strictObject({ permissions: rightsRow.permissions });

/**
 * The statement that reads the actor's current permissions and locks them until the transaction ends. A concurrent
 * revocation waits for this transaction; an earlier one already applies.
 */
export const lockedRights = (actor: Actor): Prisma.Sql => Prisma.sql`
  WITH held AS (SELECT permission FROM user_permissions WHERE user_id = ${actor.userId} FOR SHARE)
  SELECT ARRAY(SELECT permission::text FROM held) AS permissions
  FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = ${actor.sessionId}::uuid AND u.id = ${actor.userId}
    AND u.email_verified AND s.ended_at IS NULL AND s.expires_at > now()`;

/**
 * Reads what lockedRights has found.
 *
 * @param actor as read when the call came in
 * @returns the actor with current permissions. `adminOf` is unchanged: operations read it again under their
 *   own locks.
 * @throws Refusal 20 when the session has ended or the actor's sign-in is blocked
 */
export function presentActor(rows: object[], actor: Actor): Actor {
  const [present] = checkRows(permissionsRow, rows);
  if (!present) refuse('not_authorized', NO_SESSION);
  return { ...actor, permissions: present.permissions };
}

/** Reads and locks the actor's current permissions (`lockedRights`), in a round trip of its own. */
export async function lockRights(tx: Tx, actor: Actor): Promise<Actor> {
  return presentActor(await tx.$queryRaw(lockedRights(actor)), actor);
}
