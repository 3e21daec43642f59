import pLimit from 'p-limit';
import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { entryColumns, entryRow, type RawEntry } from '../audit-entries/row';
import { entryScope, nearestReadable } from '../audit-entries/scope';
import type { Actor } from '../call/actor';
import { ERRORS } from '../call/errors';
import { defineQuery } from '../call/operation';
import { inTime, requireRow } from '../call/transaction';
import { COUNT_LIMIT } from '../lists/paging';
import { getPersonShown } from '../users/get-person-shown';
import { findingsFor } from './findings';
import { type Attempts, DAYS_SHOWN, DAYS_SUMMED, type FindingCount, type Overview } from './types';

const SHOWN = 2;
const LATEST = 8;
const AT_ONCE = 3;

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

const FIRST_SUMMED = dayBefore(DAYS_SUMMED - 1);

async function readDays(): Promise<Pick<Overview, 'today' | 'from'>> {
  const [days] = await database().$queryRaw<Pick<Overview, 'today' | 'from'>[]>`
    SELECT ${dayOf(Prisma.sql`now()`)} AS today, ${dayOf(FIRST_SUMMED)} AS "from"`;
  return requireRow(days);
}

async function readFinding(found: Prisma.Sql): Promise<FindingCount> {
  const [row] = await database().$queryRaw<
    { attention: FindingCount }[]
  >`SELECT ${attention(found)} AS attention`;
  return requireRow(row).attention;
}

/** Counting each needs no second look at the entries. */
const CODES = Object.values(ERRORS).map(({ errorcode }) => errorcode);

async function readAttempts(actor: Actor): Promise<Attempts> {
  const counts = CODES.map((code) => {
    const count = Prisma.sql`count(*) FILTER (WHERE error_code = ${code})`;
    return Prisma.sql`json_build_object('code', ${code}::int, 'count', ${count})`;
  });
  const [row] = await database().$queryRaw<Attempts[]>`SELECT
    (SELECT json_build_object('count', count(*), 'byCode', json_build_array(${Prisma.join(counts)})) FROM (
      SELECT e.error_code FROM audit_entries e
      WHERE e.at >= ${FIRST_SUMMED} AND e.outcome = 'refused' AND ${entryScope(actor)}
      LIMIT ${COUNT_LIMIT + 1}) refusals) AS refused,
    (SELECT json_build_object('count', count(*), 'people', count(DISTINCT actor_id), 'name', max(actor_name)) FROM (
      SELECT e.actor_id, e.actor_name FROM audit_entries e
      WHERE e.at >= ${FIRST_SUMMED} AND e.outcome = 'done' AND e.restores IS NOT NULL AND ${entryScope(actor)}
      LIMIT ${COUNT_LIMIT + 1}) restorings) AS restored`;
  const { refused, restored } = requireRow(row);
  return { refused: { ...refused, byCode: refused.byCode.filter(({ count }) => count > 0) }, restored };
}

/** One pass over the index of removals: first by day, call and actor, then what the overview shows of that. */
async function readRemovals(actor: Actor): Promise<Pick<Overview, 'removals' | 'removers'>> {
  const [row] = await database().$queryRaw<Pick<Overview, 'removals' | 'removers'>[]>`
    WITH counted AS (
      SELECT (e.at AT TIME ZONE 'UTC')::date AS day, e.call, e.actor_id, count(*)::int AS count
      FROM audit_entries e
      WHERE e.at >= ${dayBefore(DAYS_SHOWN - 1)} AND e.outcome = 'done'
        AND e.call LIKE 'Remove%' AND ${entryScope(actor)}
      GROUP BY (e.at AT TIME ZONE 'UTC')::date, e.call, e.actor_id),
    days AS (SELECT to_char(day, 'YYYY-MM-DD') AS day, call, sum(count)::int AS count
      FROM counted GROUP BY counted.day, call ORDER BY 1, 2)
    SELECT (SELECT coalesce(json_agg(days), '[]') FROM days) AS removals,
      (SELECT count(DISTINCT actor_id)::int FROM counted
        WHERE day >= (${FIRST_SUMMED} AT TIME ZONE 'UTC')::date) AS removers`;
  return requireRow(row);
}

const readLatest = (actor: Actor) => database().$queryRaw<RawEntry[]>`
  SELECT ${entryColumns(actor)} FROM audit_entries e
  WHERE e.seq IN (${nearestReadable(actor, { to: 'older', count: LATEST })}) AND ${entryScope(actor)}
  ORDER BY e.seq DESC`;

/** Counts, findings and recent activity, limited to what the actor may see. */
export const getOverview = defineQuery({
  call: 'GetOverview',
  permission: 'overview:read',
  request: z.object({}),
  async run(actor): Promise<Overview> {
    // One overview must not take all the connections.
    const turn = pLimit(AT_ONCE);
    const [days, latest, removals, attempts, ...findings] = await Promise.all([
      turn(readDays),
      turn(() => inTime(() => readLatest(actor))),
      turn(() => inTime(() => readRemovals(actor))),
      turn(() => inTime(() => readAttempts(actor))),
      ...findingsFor(actor).map(({ finding, found }) =>
        turn(async () => [finding, await inTime(() => readFinding(found))] as const),
      ),
    ]);
    return {
      ...days,
      shown: getPersonShown(actor),
      ...(removals ?? { removals: null, removers: null }),
      attempts,
      findings: Object.fromEntries(findings),
      latest: latest?.map((entry) => entryRow(entry, actor)) ?? null,
    };
  },
});
