import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll } from '../call/permissions';
import { isoTime } from '../values/iso-time';
import type { AuditRow } from './types';

/** What a list shows of an entry `e`. */
export const entryColumns = Prisma.sql`
  e.seq::text AS seq, ${isoTime(Prisma.sql`e.at`)} AS at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.call, e.target,
  e.outcome::text AS outcome, e.error_code AS "errorCode", e.detail, e.reason_code AS "reasonCode",
  e.reason_text AS "reasonText", e.door::text AS door, e.address, e.session_id::text AS "sessionId"`;

/**
 * An entry as a reader may see it: address and session are told to who did it, and to those who oversee all.
 *
 * @param raw as entryColumns reads it
 * @param actor who reads
 */
export function entryRow({ address, sessionId, ...entry }: AuditRow, actor: Actor): AuditRow {
  const isTold = overseesAll(actor) || entry.actorId === actor.userId;
  return {
    ...entry,
    address: isTold ? address : null,
    sessionId: isTold ? sessionId : null,
  };
}
