import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { can, overseesAll } from '../call/permissions';
import { isUndoable, undoable } from '../removals';
import { isoTime } from '../values/iso-time';
import { entryScope } from './scope';
import type { AuditRow } from './types';

/** An entry as entryColumns reads it. */
export type RawEntry = Omit<AuditRow, 'mayRestore'> & { companyId: number | null };

/**
 * The columns of an entry `e` in a list. An index serves the lookup of the entry that restored it, which the
 * actor learns of only if they may read it.
 */
export const entryColumns = (actor: Actor) => Prisma.sql`
  e.seq::text AS seq, ${isoTime(Prisma.sql`e.at`)} AS at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.call, e.target,
  e.outcome::text AS outcome, e.error_code AS "errorCode", e.detail, e.reason_code AS "reasonCode",
  e.reason_text AS "reasonText", e.door::text AS door, e.address, e.session_id::text AS "sessionId",
  e.company_id AS "companyId", e.restores::text AS restores,
  CASE WHEN e.call = 'SetUserInfo' THEN e.request->'emailVerified' END AS "emailVerified",
  CASE WHEN e.call IN ('AddUserPermission', 'RevokeUserPermission') THEN e.request->>'Permission' END AS permission,
  (SELECT r.seq::text FROM audit_entries r
    WHERE r.restores = e.seq AND r.outcome = 'done' AND ${entryScope(actor, Prisma.sql`r`)}) AS "restoredBy"`;

/** Only actors who manage a company may restore what belongs to it. */
const mayRestore = (actor: Actor, { call, outcome, companyId, restoredBy }: RawEntry) =>
  outcome === 'done' &&
  restoredBy === null &&
  isUndoable(call) &&
  can(actor, undoable[call].undo.mutation.permission) &&
  (companyId === null || overseesAll(actor) || actor.adminOf.some(({ id }) => id === companyId));

/**
 * An entry as an actor may see it: only the one who made the attempt and actors who oversee everything see
 * its address and session.
 */
export function entryRow(raw: RawEntry, actor: Actor): AuditRow {
  const { companyId: _, address, sessionId, ...entry } = raw;
  const isTold = overseesAll(actor) || entry.actorId === actor.userId;
  return {
    ...entry,
    address: isTold ? address : null,
    sessionId: isTold ? sessionId : null,
    mayRestore: mayRestore(actor, raw),
  };
}
