import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../actor';
import { refuse } from '../errors';
import { defineQuery } from '../operation';
import { can } from '../permissions';
import { inverses, isInvertible } from '../restore/inverses';
import { readableEntry } from './readable';
import { type EntryRow, entryColumns, entryRow } from './row';
import type { AuditEntryView } from './types';

type Details = Pick<
  AuditEntryView,
  'requestId' | 'correlationId' | 'request' | 'before' | 'after' | 'restores' | 'restoredBy'
>;

const details = Prisma.sql`
  e.request_id AS "requestId", e.correlation_id::text AS "correlationId", e.request, e.before, e.after,
  e.restores::text AS restores,
  (SELECT seq::text FROM audit_entries WHERE restores = e.seq AND outcome = 'done') AS "restoredBy"`;

const mayRestore = (actor: Actor, call: string) =>
  isInvertible(call) && can(actor, inverses[call].operation.permission);

/** One entry for its page. One that is not the actor's to read and one that does not exist are refused alike. */
export const getAuditEntry = defineQuery({
  call: 'GetAuditEntry',
  permission: 'audit:read',
  request: z.object({ seq: z.string().regex(/^\d{1,18}$/, 'must be the number of an entry') }),
  async run(actor, { seq }): Promise<AuditEntryView> {
    const [entry] = await database().$queryRaw<(EntryRow & Details)[]>`
      SELECT ${entryColumns}, ${details} FROM audit_entries e
      WHERE e.seq = ${BigInt(seq)} AND ${readableEntry(actor)}`;
    if (!entry) refuse('not_found', 'There is no such entry.');
    const { requestId, correlationId, request, before, after, restores, restoredBy, ...row } = entry;
    return {
      ...entryRow(row, actor),
      ...{ requestId, correlationId, request, before, after, restores, restoredBy },
      mayRestore: entry.outcome === 'done' && mayRestore(actor, entry.call),
    };
  },
});
