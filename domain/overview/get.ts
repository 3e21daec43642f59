import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { entryColumns, entryRow, type RawEntry } from '../audit-entries/row';
import { entryScope, nearestReadable } from '../audit-entries/scope';
import type { Actor } from '../call/actor';
import { defineQuery } from '../call/operation';
import { inTime } from '../call/transaction';
import type { Names } from '../lists/names';
import { COUNT_LIMIT } from '../lists/paging';
import { getPersonShown } from '../users/get-person-shown';
import { readActivity } from './activity';
import { findingsFor } from './findings';
import { readParts } from './read-parts';
import type { FindingCount, Overview } from './types';

const SHOWN = 2;
const LATEST = 8;

/** Counts what a query for ids finds, and returns the first few with their names. */
const attention = (found: Prisma.Sql, { table, column }: Names) => Prisma.sql`
  SELECT json_build_object('count', count(*), 'first', coalesce(
    json_agg(json_build_object('id', id, 'name', (SELECT n.${column} FROM ${table} n WHERE n.id = numbered.id)) ORDER BY id)
      FILTER (WHERE nth <= ${SHOWN}), '[]'))
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth
        FROM (${found} LIMIT ${COUNT_LIMIT + 1}) few) numbered`;

const readFindings = (actor: Actor): Promise<Overview['findings']> =>
  readParts<FindingCount>(
    Object.fromEntries(
      findingsFor(actor).map(({ finding, found, names }) => [finding, attention(found, names)]),
    ),
  );

const readLatest = (actor: Actor) => database().$queryRaw<RawEntry[]>`
  SELECT ${entryColumns(actor)} FROM audit_entries e
  WHERE e.seq IN (${nearestReadable(actor, { to: 'older', count: LATEST })}) AND ${entryScope(actor)}
  ORDER BY e.seq DESC`;

/** Counts, findings and recent activity, limited to what the actor may see: three statements at once. */
export const getOverview = defineQuery({
  call: 'GetOverview',
  permission: 'overview:read',
  request: z.object({}),
  async run(actor): Promise<Overview> {
    const [activity, latest, findings] = await Promise.all([
      readActivity(actor),
      inTime(() => readLatest(actor)),
      readFindings(actor),
    ]);
    return {
      ...activity,
      shown: getPersonShown(actor),
      findings,
      latest: latest?.map((entry) => entryRow(entry, actor)) ?? null,
    };
  },
});
