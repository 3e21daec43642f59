import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll } from '../call/permissions';
import { isoTime } from '../values/iso-time';
import type { AuditRow } from './types';

/** The columns of an entry `e` in a list. */
export const entryColumns = Prisma.sql`
  e.seq::text AS seq, ${isoTime(Prisma.sql`e.at`)} AS at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.call, e.target,
  e.outcome::text AS outcome, e.error_code AS "errorCode", e.detail, e.reason_code AS "reasonCode",
  e.reason_text AS "reasonText", e.door::text AS door, e.address, e.session_id::text AS "sessionId"`;

/**
 * An entry as an actor may see it: only the one who made the attempt and actors who oversee everything see
 * its address and session.
 *
 * @param raw as entryColumns reads it
 */
export function entryRow({ address, sessionId, ...entry }: AuditRow, actor: Actor): AuditRow {
  const isTold = overseesAll(actor) || entry.actorId === actor.userId;
  return {
    ...entry,
    address: isTold ? address : null,
    sessionId: isTold ? sessionId : null,
  };
}
