import pLimit from 'p-limit';
import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { entryColumns, entryRow, type RawEntry } from '../audit-entries/row';
import { entryScope } from '../audit-entries/scope';
import type { Actor } from '../call/actor';
import { defineQuery } from '../call/operation';
import { isTooLong, requireRow } from '../call/transaction';
import { COUNT_LIMIT } from '../lists/paging';
import { figuresFor } from './figures';
import { findingsFor } from './findings';
import { DAYS_SHOWN, type FindingCount, type Overview } from './types';

const SHOWN = 5;
const LATEST = 8;
const DAYS_OF_REFUSALS = 7;
const AT_ONCE = 3;

/** Counts the rows of a FROM clause, up to one more than a list counts. */
const counted = (from: Prisma.Sql) =>
  Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${COUNT_LIMIT + 1}) counted)`;

/** Counts what a query for `id` and `name` finds, and returns the first few. */
const attention = (found: Prisma.Sql) => Prisma.sql`(
  SELECT json_build_object('count', count(*),
    'first', coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY id) FILTER (WHERE nth <= ${SHOWN}), '[]'))
  FROM (SELECT id, name, row_number() OVER (ORDER BY id) AS nth
        FROM (${found} LIMIT ${COUNT_LIMIT + 1}) few) numbered)`;

/**
 * The beginning of the day, so many days ago. Days are in UTC, so that all who read the log agree on them.
 */
const dayBefore = (days: number) =>
  Prisma.sql`((date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => ${days}::int)) AT TIME ZONE 'UTC')`;
const dayOf = (at: Prisma.Sql) => Prisma.sql`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

const FIRST_OF_REFUSALS = dayBefore(DAYS_OF_REFUSALS - 1);

/** Returns null for work that takes too long, so that the rest of the overview neither waits nor fails. */
async function inTime<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isTooLong(error)) return null;
    throw error;
  }
}

interface Numbers extends Pick<Overview, 'figures' | 'today'> {
  /** The first day for which refusals are counted. */
  from: string;
}

async function readNumbers(actor: Actor): Promise<Numbers> {
  const [numbers] = await database().$queryRaw<Numbers[]>`
    SELECT ${figuresFor(actor, counted)} AS figures,
      ${dayOf(Prisma.sql`now()`)} AS today, ${dayOf(FIRST_OF_REFUSALS)} AS "from"`;
  return requireRow(numbers);
}

async function readFinding(found: Prisma.Sql): Promise<FindingCount> {
  const [row] = await database().$queryRaw<
    { attention: FindingCount }[]
  >`SELECT ${attention(found)} AS attention`;
  return requireRow(row).attention;
}

async function readRefused(actor: Actor): Promise<number> {
  const refused = Prisma.sql`audit_entries e
    WHERE e.at >= ${FIRST_OF_REFUSALS} AND e.outcome = 'refused' AND ${entryScope(actor)}`;
  const [row] = await database().$queryRaw<{ count: number }[]>`SELECT ${counted(refused)} AS count`;
  return requireRow(row).count;
}

const readRemovals = (actor: Actor) => database().$queryRaw<NonNullable<Overview['removals']>>`
  SELECT to_char((e.at AT TIME ZONE 'UTC')::date, 'YYYY-MM-DD') AS day, e.call, count(*)::int AS count
  FROM audit_entries e
  WHERE e.at >= ${dayBefore(DAYS_SHOWN - 1)} AND e.outcome = 'done'
    AND e.call LIKE 'Remove%' AND ${entryScope(actor)}
  GROUP BY (e.at AT TIME ZONE 'UTC')::date, e.call ORDER BY 1, 2`;

const readLatest = (actor: Actor) => database().$queryRaw<RawEntry[]>`
  SELECT ${entryColumns(actor)} FROM audit_entries e WHERE ${entryScope(actor)} ORDER BY e.seq DESC LIMIT ${LATEST}`;

/** Counts, findings and recent activity, limited to what the actor may see. */
export const getOverview = defineQuery({
  call: 'GetOverview',
  permission: 'overview:read',
  request: z.object({}),
  async run(actor): Promise<Overview> {
    // One overview must not take all the connections.
    const turn = pLimit(AT_ONCE);
    const [{ from, ...numbers }, latest, removals, refused, ...findings] = await Promise.all([
      turn(() => readNumbers(actor)),
      turn(() => readLatest(actor)),
      turn(() => inTime(() => readRemovals(actor))),
      turn(() => inTime(() => readRefused(actor))),
      ...findingsFor(actor).map(({ finding, found }) =>
        turn(async () => [finding, await inTime(() => readFinding(found))] as const),
      ),
    ]);
    return {
      ...numbers,
      removals,
      refused: { count: refused, from },
      findings: Object.fromEntries(findings),
      latest: latest.map((entry) => entryRow(entry, actor)),
    };
  },
});
