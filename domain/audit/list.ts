import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../actor';
import { defineList, when } from '../list';
import { overseesAll } from '../permissions';
import { idFilter } from '../request';
import type { AuditRow } from './types';

const OUTCOMES = ['done', 'refused', 'failed'] as const;

/**
 * What the actor may read: all that he did himself. An Operator also what touched the OMSs he manages, a
 * CompanyAdmin what touched his companies, save that a refusal for want of a right is shown to nobody else
 * than who met it. A PlatformAdmin reads everything.
 */
function readable(actor: Actor): Prisma.Sql {
  if (overseesAll(actor)) return Prisma.sql`TRUE`;
  const touched = [
    ...(actor.permissions.includes('Operator')
      ? [Prisma.sql`e.oms_id IN (SELECT oms_id FROM operator_omses WHERE operator_id = ${actor.userId})`]
      : []),
    Prisma.sql`e.company_id IN (SELECT company_id FROM company_roles WHERE user_id = ${actor.userId} AND role = 'CoAdmin')`,
  ];
  return Prisma.sql`(e.actor_id = ${actor.userId} OR (e.error_code <> 20 AND (${Prisma.join(touched, ' OR ')})))`;
}

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
  scope: readable,
  where: ({ company, outcome }) => [
    when(company, (id) => Prisma.sql`e.company_id = ${id}`),
    when(outcome, (name) => Prisma.sql`e.outcome = ${name}::audit_outcome`),
  ],
  search: [{ name: Prisma.sql`e.target` }, { name: Prisma.sql`e.actor_name` }],
  toRow: ({ at, address, sessionId, ...entry }: Omit<AuditRow, 'at'> & { at: Date }, actor): AuditRow => {
    const isTold = overseesAll(actor) || entry.actorId === actor.userId;
    return {
      ...entry,
      at: at.toISOString(),
      address: isTold ? address : null,
      sessionId: isTold ? sessionId : null,
    };
  },
});
