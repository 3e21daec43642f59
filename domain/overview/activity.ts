import { Prisma } from '@/prisma/generated/client';
import { entryScope } from '../audit-entries/scope';
import type { Actor } from '../call/actor';
import { ERRORS } from '../call/errors';
import { COUNT_LIMIT } from '../lists/paging';
import { readParts } from './read-parts';
import { type Attempts, DAYS_SHOWN, DAYS_SUMMED, type Overview } from './types';

/**
 * The beginning of the day, so many days ago. Days are in UTC, so that all who read the log agree on them.
 */
const dayBefore = (days: number) =>
  Prisma.sql`((date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => ${days}::int)) AT TIME ZONE 'UTC')`;
const dayOf = (at: Prisma.Sql) => Prisma.sql`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

const FIRST_SUMMED = dayBefore(DAYS_SUMMED - 1);

type Days = Pick<Overview, 'today' | 'from'>;
type Removals = Pick<Overview, 'removals' | 'removers'>;

const days = Prisma.sql`
  SELECT json_build_object('today', ${dayOf(Prisma.sql`now()`)}, 'from', ${dayOf(FIRST_SUMMED)})`;

/** Counting each needs no second look at the entries. */
const CODES = Object.values(ERRORS).map(({ errorcode }) => errorcode);

function attemptsOf(actor: Actor): Prisma.Sql {
  const counts = CODES.map((code) => {
    const count = Prisma.sql`count(*) FILTER (WHERE error_code = ${code})`;
    return Prisma.sql`json_build_object('code', ${code}::int, 'count', ${count})`;
  });
  return Prisma.sql`SELECT json_build_object('refused',
    (SELECT json_build_object('count', count(*), 'byCode', json_build_array(${Prisma.join(counts)})) FROM (
      SELECT e.error_code FROM audit_entries e
      WHERE e.at >= ${FIRST_SUMMED} AND e.outcome = 'refused' AND ${entryScope(actor)}
      LIMIT ${COUNT_LIMIT + 1}) refusals), 'restored',
    (SELECT json_build_object('count', count(*), 'people', count(DISTINCT actor_id), 'name', max(actor_name)) FROM (
      SELECT e.actor_id, e.actor_name FROM audit_entries e
      WHERE e.at >= ${FIRST_SUMMED} AND e.outcome = 'done' AND e.restores IS NOT NULL AND ${entryScope(actor)}
      LIMIT ${COUNT_LIMIT + 1}) restorings))`;
}

/** One pass over the index of removals: first by day, call and actor, then what the overview shows of that. */
const removalsOf = (actor: Actor): Prisma.Sql => Prisma.sql`
  WITH counted AS (
    SELECT (e.at AT TIME ZONE 'UTC')::date AS day, e.call, e.actor_id, count(*)::int AS count
    FROM audit_entries e
    WHERE e.at >= ${dayBefore(DAYS_SHOWN - 1)} AND e.outcome = 'done'
      AND e.call LIKE 'Remove%' AND ${entryScope(actor)}
    GROUP BY (e.at AT TIME ZONE 'UTC')::date, e.call, e.actor_id),
  days AS (SELECT to_char(day, 'YYYY-MM-DD') AS day, call, sum(count)::int AS count
    FROM counted GROUP BY counted.day, call ORDER BY 1, 2)
  SELECT json_build_object(
    'removals', (SELECT coalesce(json_agg(days), '[]') FROM days),
    'removers', (SELECT count(DISTINCT actor_id)::int FROM counted
      WHERE day >= (${FIRST_SUMMED} AT TIME ZONE 'UTC')::date))`;

/** What was done and tried in the last days, and which days these are, in one statement. */
export async function readActivity(actor: Actor): Promise<Days & Removals & Pick<Overview, 'attempts'>> {
  const read = await readParts<object>({ days, attempts: attemptsOf(actor), removals: removalsOf(actor) });
  const attempts = read.attempts as Attempts | null;
  return {
    ...(read.days as Days),
    ...((read.removals as Removals | null) ?? { removals: null, removers: null }),
    attempts: attempts && {
      ...attempts,
      refused: {
        ...attempts.refused,
        byCode: attempts.refused.byCode.filter(({ count }) => count > 0),
      },
    },
  };
}
