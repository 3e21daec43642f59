import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { OUTCOMES } from '../call/audit/types';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { entryColumns, entryRow } from './row';
import { entryScope } from './scope';
import { AUDITED_CALLS } from './types';

/** A day in UTC, so that all who read the log agree on it. */
const day = z.iso
  .date('must be a day, such as 2026-03-01')
  .refine((date) => date >= '1000', 'must be a day, such as 2026-03-01')
  .transform((date) => `${date}T00:00:00Z`)
  .optional();

/** The audit log, newest first. */
export const listAudit = defineList({
  call: 'ListAudit',
  permission: 'audit:read',
  filters: z.object({
    actor: idFilter,
    subject: idFilter,
    company: idFilter,
    outcome: z.enum(OUTCOMES, { error: `must be one of ${OUTCOMES.join(', ')}` }).optional(),
    call: z.enum(AUDITED_CALLS, { error: 'must be the name of a call that changes something' }).optional(),
    from: day,
    to: day,
  }),
  sorts: { time: { keys: [{ sql: Prisma.sql`e.seq`, type: 'bigint' }], direction: 'desc' } },
  select: entryColumns,
  from: Prisma.sql`audit_entries e`,
  scope: entryScope,
  where: ({ actor, subject, company, outcome, call, from, to }) => [
    optionalFilter(actor, (id) => Prisma.sql`e.actor_id = ${id}`),
    optionalFilter(subject, (id) => Prisma.sql`e.subject_user_id = ${id}`),
    optionalFilter(company, (id) => Prisma.sql`e.company_id = ${id}`),
    optionalFilter(outcome, (name) => Prisma.sql`e.outcome = ${name}::audit_outcome`),
    optionalFilter(call, (name) => Prisma.sql`e.call = ${name}`),
    optionalFilter(from, (date) => Prisma.sql`e.at >= ${date}::timestamptz`),
    optionalFilter(to, (date) => Prisma.sql`e.at < ${date}::timestamptz + interval '1 day'`),
  ],
  search: [{ name: Prisma.sql`e.target` }, { name: Prisma.sql`e.actor_name` }],
  searchIds: ['actor_id', 'subject_user_id', 'oms_id', 'account_id', 'company_id'].map((column) =>
    Prisma.raw(`e.${column}`),
  ),
  toRow: entryRow,
});
