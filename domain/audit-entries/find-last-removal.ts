import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll } from '../call/permissions';
import { inTime } from '../call/transaction';
import type { RemovalCall } from '../removals';
import { entryColumns, entryRow, type RawEntry } from './row';
import { entryScope } from './scope';
import type { LastRemoval } from './types';

/**
 * The most entries to look through, including those that the actor may not read: an OMS also has those of all
 * its accounts.
 */
const LOOKED_AT = 1_000;

/**
 * The newest removal with a call about one thing that the actor may read, among the latest entries about it. Null
 * as well when it was restored, or when finding it takes too long.
 *
 * @param about the condition on an entry `o` that it is about the thing, which an index must serve
 */
export async function findLastRemoval(
  actor: Actor,
  { call, about }: { call: RemovalCall; about: Prisma.Sql },
): Promise<LastRemoval | null> {
  const rows = await inTime(
    () => database().$queryRaw<(RawEntry & { subjectName: string | null })[]>`
    SELECT ${entryColumns(actor)},
      (SELECT coalesce(p.name, u.user_name) FROM users u LEFT JOIN operators p ON p.id = u.id AND e.call = 'RemoveOperatorOMS'
       WHERE u.id = e.subject_user_id) AS "subjectName"
    FROM audit_entries e WHERE e.seq = (
      SELECT max(newest.seq) FROM (
        SELECT o.seq, o.call, o.outcome, o.actor_id, o.error_code, o.oms_id, o.company_id FROM audit_entries o
        WHERE ${about} ORDER BY o.seq DESC LIMIT ${LOOKED_AT}) newest
      WHERE newest.call = ${call} AND newest.outcome = 'done' AND ${entryScope(actor, Prisma.sql`newest`)})`,
  );
  const found = rows?.[0];
  if (!found || found.restoredBy !== null) return null;
  const { subjectName, ...raw } = found;
  const { seq, at, actorName, reasonCode, target, mayRestore } = entryRow(raw, actor);
  const isNewest = overseesAll(actor);
  return { seq, at, actorName, subjectName: subjectName ?? '', reasonCode, target, mayRestore, isNewest };
}
