import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../actor';
import { readableEntry } from '../audit/readable';
import { type EntryRow, entryColumns, entryRow } from '../audit/row';
import { managesCompany } from '../companies/scope';
import { present } from '../database';
import { defineQuery } from '../operation';
import { COUNT_LIMIT } from '../paging';
import { can } from '../permissions';
import { concernsFor } from './concerns';
import { DAYS_SHOWN, type Overview, REMOVAL_CALLS } from './types';

const SHOWN = 5;
const LATEST = 8;
const DAYS_OF_REFUSALS = 7;

/** Counts the rows of a FROM clause as far as a list would. */
const counted = (from: Prisma.Sql) =>
  Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${COUNT_LIMIT + 1}) counted)`;

/** Counts what a query of ids and names finds, and names the first few. */
const attention = (found: Prisma.Sql) => Prisma.sql`(
  SELECT json_build_object('count', count(*),
    'first', coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY id) FILTER (WHERE nth <= ${SHOWN}), '[]'))
  FROM (SELECT id, name, row_number() OVER (ORDER BY id) AS nth
        FROM (${found} LIMIT ${COUNT_LIMIT + 1}) few) numbered)`;

/** The beginning of a day some days ago, in UTC, the one zone that two readers of a log agree on. */
const dayBefore = (days: number) =>
  Prisma.sql`((date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => ${days}::int)) AT TIME ZONE 'UTC')`;
const dayOf = (at: Prisma.Sql) => Prisma.sql`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

type Counts = Pick<Overview, 'operatorAssignments' | 'accountLinks' | 'companyRoles' | 'concerns'>;
type Attempts = Pick<Overview, 'today' | 'removals' | 'refused'>;

async function readCounts(actor: Actor): Promise<Counts> {
  const own = managesCompany(actor, Prisma.sql`r.company_id`);
  const only = (isShown: boolean, sql: Prisma.Sql) => (isShown ? sql : Prisma.sql`NULL::int`);
  const concerns = concernsFor(actor).map(
    ({ concern, found }) => Prisma.sql`${concern}::text, ${attention(found)}`,
  );
  const [counts] = await database().$queryRaw<Counts[]>`
    SELECT
      ${only(can(actor, 'operators:read'), counted(Prisma.sql`operator_omses`))} AS "operatorAssignments",
      ${only(can(actor, 'account-links:read'), counted(Prisma.sql`user_accounts`))} AS "accountLinks",
      ${only(can(actor, 'company-roles:read'), counted(Prisma.sql`company_roles r WHERE ${own}`))} AS "companyRoles",
      json_build_object(${Prisma.join(concerns)}) AS concerns`;
  return present(counts);
}

async function readAttempts(actor: Actor): Promise<Attempts> {
  const readable = readableEntry(actor);
  const from = dayBefore(DAYS_OF_REFUSALS - 1);
  const [attempts] = await database().$queryRaw<
    (Omit<Attempts, 'refused'> & { refused: number; from: string })[]
  >`
    SELECT ${dayOf(Prisma.sql`now()`)} AS today, ${dayOf(from)} AS "from",
      ${counted(Prisma.sql`audit_entries e WHERE e.at >= ${from} AND e.outcome = 'refused' AND ${readable}`)} AS refused,
      (SELECT coalesce(json_agg(json_build_object('day', day, 'call', call, 'count', count) ORDER BY day, call), '[]')
       FROM (SELECT ${dayOf(Prisma.sql`e.at`)} AS day, e.call, count(*) AS count FROM audit_entries e
             WHERE e.at >= ${dayBefore(DAYS_SHOWN - 1)} AND e.outcome = 'done'
               AND e.call IN (${Prisma.join(REMOVAL_CALLS)}) AND ${readable}
             GROUP BY 1, 2) days) AS removals`;
  const { refused, from: since, ...rest } = present(attempts);
  return { ...rest, refused: { count: refused, from: since } };
}

const readLatest = (actor: Actor) => database().$queryRaw<EntryRow[]>`
  SELECT ${entryColumns} FROM audit_entries e WHERE ${readableEntry(actor)} ORDER BY e.seq DESC LIMIT ${LATEST}`;

/** Counts, what needs attention and what was done lately, of what the actor may see. Three round trips at once. */
export const getOverview = defineQuery({
  call: 'GetOverview',
  permission: 'overview:read',
  request: z.object({}),
  async run(actor): Promise<Overview> {
    const [counts, attempts, latest] = await Promise.all([
      readCounts(actor),
      readAttempts(actor),
      readLatest(actor),
    ]);
    return { ...counts, ...attempts, latest: latest.map((entry) => entryRow(entry, actor)) };
  },
});
