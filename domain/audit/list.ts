import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { defineList, when } from '../list';
import { idFilter } from '../request';
import { isToldWhere, readableEntry } from './readable';
import type { AuditRow } from './types';

const OUTCOMES = ['done', 'refused', 'failed'] as const;

/** The audit log, newest first. */
export const listAudit = defineList({
  call: 'ListAudit',
  permission: 'audit:read',
  filters: z.object({
    company: idFilter,
    outcome: z.enum(OUTCOMES, { error: `must be one of ${OUTCOMES.join(', ')}` }).optional(),
  }),
  sorts: { time: { keys: [{ sql: Prisma.sql`e.seq`, type: 'bigint' }], direction: 'desc' } },
  select: Prisma.sql`
    e.seq::text AS seq, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.call, e.target,
    e.outcome::text AS outcome, e.error_code AS "errorCode", e.detail, e.reason_code AS "reasonCode",
    e.reason_text AS "reasonText", e.door::text AS door, e.address, e.session_id::text AS "sessionId"`,
  from: Prisma.sql`audit_entries e`,
  scope: readableEntry,
  where: ({ company, outcome }) => [
    when(company, (id) => Prisma.sql`e.company_id = ${id}`),
    when(outcome, (name) => Prisma.sql`e.outcome = ${name}::audit_outcome`),
  ],
  search: [{ name: Prisma.sql`e.target` }, { name: Prisma.sql`e.actor_name` }],
  toRow: ({ at, address, sessionId, ...entry }: Omit<AuditRow, 'at'> & { at: Date }, actor): AuditRow => {
    const isTold = isToldWhere(actor, entry.actorId);
    return {
      ...entry,
      at: at.toISOString(),
      address: isTold ? address : null,
      sessionId: isTold ? sessionId : null,
    };
  },
});
