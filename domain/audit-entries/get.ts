import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { STORED_ENTRY_SQL } from '../call/audit/hash-chain';
import { refuse } from '../call/errors';
import { defineQuery } from '../call/operation';
import { inTime, requireRow } from '../call/transaction';
import { userScope } from '../users/scope';
import { entryColumns, entryRow, type RawEntry } from './row';
import { entryScope, nearestReadable } from './scope';
import type { AuditEntryView, AuditRow } from './types';
import { isSignedByKnownKey } from './verify-entry';

type Neighbours = Pick<AuditEntryView, 'previous' | 'next'>;
type Details = Omit<AuditEntryView, keyof AuditRow | keyof Neighbours | 'isSignatureValid'> & {
  stored: string;
  precedingMac: string | null;
};

const detailsFor = (actor: Actor) => Prisma.sql`
  e.request_id AS "requestId", e.correlation_id::text AS "correlationId", e.request, e.before, e.after,
  (SELECT json_build_object('id', u.id, 'name', u.user_name) FROM users u
    WHERE u.id = e.subject_user_id AND ${userScope(actor, Prisma.sql`u.id`)}) AS subject,
  ${userScope(actor, Prisma.sql`e.actor_id`)} AS "isActorVisible",
  (SELECT o.mac FROM audit_entries o WHERE o.seq = e.seq - 1) AS "precedingMac",
  (SELECT ${Prisma.raw(STORED_ENTRY_SQL)} FROM audit_entries WHERE seq = e.seq) AS stored`;

async function readNeighbours(actor: Actor, from: bigint): Promise<Neighbours> {
  const [neighbours] = await database().$queryRaw<Neighbours[]>`SELECT
    (SELECT seq::text FROM ${nearestReadable(actor, { to: 'older', from, count: 1 })} older) AS previous,
    (SELECT seq::text FROM ${nearestReadable(actor, { to: 'newer', from, count: 1 })} newer) AS next`;
  return requireRow(neighbours);
}

/** One entry for its page. A hidden entry and one that does not exist get the same refusal. */
export const getAuditEntry = defineQuery({
  call: 'GetAuditEntry',
  permission: 'audit:read',
  request: z.object({ seq: z.string().regex(/^\d{1,18}$/, 'must be the number of an entry') }),
  async run(actor, { seq }): Promise<AuditEntryView> {
    const [entry] = await database().$queryRaw<(RawEntry & Details)[]>`
      SELECT ${entryColumns(actor)}, ${detailsFor(actor)} FROM audit_entries e
      WHERE e.seq = ${BigInt(seq)} AND ${entryScope(actor)}`;
    if (!entry) refuse('not_found', 'There is no such entry.');
    const { requestId, correlationId, subject, isActorVisible, request, before, after, ...rest } = entry;
    const { stored, precedingMac, ...row } = rest;
    const neighbours = await inTime(() => readNeighbours(actor, BigInt(seq)));
    return {
      ...entryRow(row, actor),
      requestId,
      correlationId,
      subject,
      isActorVisible,
      request,
      before,
      after,
      ...(neighbours ?? { previous: null, next: null }),
      isSignatureValid: isSignedByKnownKey(stored, precedingMac),
    };
  },
});
