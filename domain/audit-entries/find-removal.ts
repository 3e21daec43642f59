import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import type { Tx } from '../call/transaction';
import type { Undo } from '../call/undo';
import { isUndoable, undoable } from '../removals';
import { isoTime } from '../values/iso-time';
import { entryScope } from './scope';

/** Identifies a removal by its audit entry, or by the request id of the actor's own request. */
export interface RemovalNaming {
  seq?: bigint | undefined;
  requestId?: string | undefined;
}

interface Entry {
  seq: bigint;
  /** ISO 8601, UTC. */
  at: string;
  actorName: string;
  call: string;
  target: string;
  before: unknown;
  after: unknown;
}

/** A removal that was done, and how to restore it. */
export interface FoundRemoval extends Entry {
  undo: Undo;
}

/**
 * Finds a removal within the actor's scope.
 *
 * @throws Refusal 104 when no such removal was done or the actor may not see it; 106 for another kind of
 *   entry
 */
export async function findRemoval(
  tx: Tx,
  actor: Actor,
  { seq, requestId }: RemovalNaming,
): Promise<FoundRemoval> {
  const named =
    seq === undefined
      ? Prisma.sql`e.actor_id = ${actor.userId} AND e.request_id = ${requestId ?? ''}`
      : Prisma.sql`e.seq = ${seq}`;
  const [entry] = await tx.$queryRaw<Entry[]>`
    SELECT e.seq, ${isoTime(Prisma.sql`e.at`)} AS at, e.actor_name AS "actorName", e.call, e.target, e.before, e.after
    FROM audit_entries e WHERE ${named} AND e.outcome = 'done' AND ${entryScope(actor)}`;
  if (!entry) refuse('not_found', 'There is no such removal.');
  if (!isUndoable(entry.call)) {
    refuse('not_supported', `${entry.call} is not a removal that can be restored here.`);
  }
  return { ...entry, undo: undoable[entry.call].undo };
}
