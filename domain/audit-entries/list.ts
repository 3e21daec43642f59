import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { OUTCOMES } from '../call/audit/types';
import { overseesAll } from '../call/permissions';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { MAX_STEPS } from '../plans/types';
import { isTimeZone, startOfDay } from '../values/day-in-zone';
import { entryColumns, entryRow } from './row';
import { entryScope, isAbout, nearestReadable } from './scope';
import { hasOutcome, searchAlso } from './search-also';
import { AUDITED_CALLS, ENTRY_KINDS } from './types';

const day = z.iso
  .date('must be a day, such as 2026-03-01')
  .refine((date) => date >= '1000', 'must be a day, such as 2026-03-01')
  .optional();

/** As many as the steps of a plan. */
const ENTRIES = new RegExp(`^\\d{1,18}(,\\d{1,18}){0,${MAX_STEPS - 1}}$`);

const filters = z
  .object({
    actor: idFilter,
    subject: idFilter,
    company: idFilter,
    oms: idFilter,
    account: idFilter,
    outcome: z.enum(OUTCOMES, { error: `must be one of ${OUTCOMES.join(', ')}` }).optional(),
    /** Numbers of entries. */
    entries: z
      .string()
      .regex(ENTRIES, `must be the numbers of at most ${MAX_STEPS} entries, such as 38,39`)
      .optional(),
    kind: z.enum(ENTRY_KINDS, { error: `must be one of ${ENTRY_KINDS.join(', ')}` }).optional(),
    call: z.enum(AUDITED_CALLS, { error: 'must be the name of a call that changes something' }).optional(),
    from: day,
    to: day,
    /** The time zone of the days. Without it they are in UTC, as in an export. */
    zone: z.string().max(100).refine(isTimeZone, 'must be a time zone, such as Europe/Berlin').default('UTC'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['from'],
    error: ({ input }) => {
      const { from, to } = input as { from: string; to: string };
      return `is ${from}, which is after ${to}: no day is in between. Choose an earlier first day or a later last day`;
    },
  });

/** The conditions of the overview's counts, so that a count and its list are the same. */
const KINDS: Record<(typeof ENTRY_KINDS)[number], Prisma.Sql> = {
  removal: Prisma.sql`e.outcome = 'done' AND e.call LIKE 'Remove%'`,
  restore: Prisma.sql`e.outcome = 'done' AND e.restores IS NOT NULL`,
};

type Filters = z.output<typeof filters>;

const whereOf = (
  { actor: actorId, subject, company, oms, account, outcome, entries, kind, call, from, to, zone }: Filters,
  actor: Actor,
) => [
  optionalFilter(actorId, (id) => Prisma.sql`e.actor_id = ${id}`),
  optionalFilter(subject, (id) => isAbout(actor, id)),
  optionalFilter(company, (id) => Prisma.sql`e.company_id = ${id}`),
  optionalFilter(oms, (id) => Prisma.sql`e.oms_id = ${id}`),
  optionalFilter(account, (id) => Prisma.sql`e.account_id = ${id}`),
  optionalFilter(outcome, hasOutcome),
  optionalFilter(entries, (seqs) => Prisma.sql`e.seq IN (${Prisma.join(seqs.split(',').map(BigInt))})`),
  optionalFilter(kind, (name) => KINDS[name]),
  optionalFilter(call, (name) => Prisma.sql`e.call = ${name}`),
  optionalFilter(from, (date) => Prisma.sql`e.at >= ${startOfDay(date, zone)}`),
  optionalFilter(to, (date) => Prisma.sql`e.at < ${startOfDay(date, zone, 1)}`),
];

/** Whether the filters name a thing, so that the index of the thing's entries serves the list. */
const nameThing = ({ actor, subject, company, oms, account, entries }: Filters) =>
  [actor, subject, company, oms, account, entries].some((filter) => filter !== undefined);

/** The audit log, newest first. */
export const listAudit = defineList({
  call: 'ListAudit',
  permission: 'audit:read',
  filters,
  sorts: { time: { keys: [{ sql: Prisma.sql`e.seq`, type: 'bigint' }], direction: 'desc' } },
  select: entryColumns,
  from: Prisma.sql`audit_entries e`,
  rowId: [Prisma.sql`e.seq`],
  scope: entryScope,
  where: whereOf,
  nearest: (actor, filters, { isDescending, from, count }) =>
    overseesAll(actor) || nameThing(filters)
      ? undefined
      : nearestReadable(actor, {
          to: isDescending ? 'older' : 'newer',
          ...(from && { from: BigInt(from) }),
          count,
          where: Prisma.join(
            [Prisma.sql`TRUE`, ...whereOf(filters, actor).filter((one) => one !== undefined)],
            ' AND ',
          ),
        }),
  search: [
    { name: Prisma.sql`e.target` },
    { name: Prisma.sql`e.actor_name` },
    { name: Prisma.sql`e.reason_text` },
    { name: Prisma.sql`e.detail` },
  ],
  searchAlso,
  toRow: entryRow,
});
