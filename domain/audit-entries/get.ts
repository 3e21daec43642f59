import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { defineQuery } from '../call/operation';
import { can, overseesAll } from '../call/permissions';
import { isUndoable, undoable } from '../removals';
import { userScope } from '../users/scope';
import { entryColumns, entryRow } from './row';
import { entryScope } from './scope';
import type { AuditEntryView, AuditRow } from './types';

type Details = Pick<
  AuditEntryView,
  'requestId' | 'correlationId' | 'subject' | 'isActorVisible' | 'request' | 'before' | 'after' | 'restores'
> & { companyId: number | null };

const detailsFor = (actor: Actor) => Prisma.sql`
  e.request_id AS "requestId", e.correlation_id::text AS "correlationId", e.request, e.before, e.after,
  e.restores::text AS restores,
  e.company_id AS "companyId",
  (SELECT json_build_object('id', u.id, 'name', u.user_name) FROM users u
    WHERE u.id = e.subject_user_id AND ${userScope(actor, Prisma.sql`u.id`)}) AS subject,
  ${userScope(actor, Prisma.sql`e.actor_id`)} AS "isActorVisible"`;

/** The entry that restored another one, if the actor may read it. */
async function findRestoring(actor: Actor, seq: bigint): Promise<string | null> {
  const [restoring] = await database().$queryRaw<{ seq: string }[]>`
    SELECT e.seq::text AS seq FROM audit_entries e
    WHERE e.restores = ${seq} AND e.outcome = 'done' AND ${entryScope(actor)}`;
  return restoring?.seq ?? null;
}

/** Only actors who manage a company may restore what belongs to it. */
const mayRestore = (actor: Actor, call: string, companyId: number | null) =>
  isUndoable(call) &&
  can(actor, undoable[call].undo.mutation.permission) &&
  (companyId === null || overseesAll(actor) || actor.adminOf.some(({ id }) => id === companyId));

/** One entry for its page. A hidden entry and one that does not exist get the same refusal. */
export const getAuditEntry = defineQuery({
  call: 'GetAuditEntry',
  permission: 'audit:read',
  request: z.object({ seq: z.string().regex(/^\d{1,18}$/, 'must be the number of an entry') }),
  async run(actor, { seq }): Promise<AuditEntryView> {
    const [entry] = await database().$queryRaw<(AuditRow & Details)[]>`
      SELECT ${entryColumns}, ${detailsFor(actor)} FROM audit_entries e
      WHERE e.seq = ${BigInt(seq)} AND ${entryScope(actor)}`;
    if (!entry) refuse('not_found', 'There is no such entry.');
    const { requestId, correlationId, subject, isActorVisible, request, before, after, ...rest } = entry;
    const { restores, companyId, ...row } = rest;
    return {
      ...entryRow(row, actor),
      requestId,
      correlationId,
      subject,
      isActorVisible,
      request,
      before,
      after,
      restores: entry.outcome === 'done' ? restores : null,
      restoredBy: await findRestoring(actor, BigInt(seq)),
      mayRestore: entry.outcome === 'done' && mayRestore(actor, entry.call, companyId),
    };
  },
});
