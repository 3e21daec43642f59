import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { defineList, when } from '../list';
import { idFilter } from '../request';
import { readableEntry } from './readable';
import { entryColumns, entryRow } from './row';

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
  select: entryColumns,
  from: Prisma.sql`audit_entries e`,
  scope: readableEntry,
  where: ({ company, outcome }) => [
    when(company, (id) => Prisma.sql`e.company_id = ${id}`),
    when(outcome, (name) => Prisma.sql`e.outcome = ${name}::audit_outcome`),
  ],
  search: [{ name: Prisma.sql`e.target` }, { name: Prisma.sql`e.actor_name` }],
  toRow: entryRow,
});
