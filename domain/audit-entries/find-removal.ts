import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import type { Undo } from '../call/undo';
import { isUndoable, undoable } from '../removals';
import { isoTime } from '../values/iso-time';
import { entryScope } from './scope';

/** A removal is named by its audit entry, or by the request id under which the actor himself made it. */
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

/** A removal that was done, and how to undo it. */
export interface FoundRemoval extends Entry {
  undo: Undo;
}

/**
 * Finds a removal that the actor may read of.
 *
 * @param actor who asks
 * @param naming which
 * @throws Refusal 104 when there is none that was done, or not for him to see; 106 for another kind of entry
 */
export async function findRemoval(actor: Actor, { seq, requestId }: RemovalNaming): Promise<FoundRemoval> {
  const named =
    seq === undefined
      ? Prisma.sql`e.actor_id = ${actor.userId} AND e.request_id = ${requestId ?? ''}`
      : Prisma.sql`e.seq = ${seq}`;
  const [entry] = await database().$queryRaw<Entry[]>`
    SELECT e.seq, ${isoTime(Prisma.sql`e.at`)} AS at, e.actor_name AS "actorName", e.call, e.target, e.before, e.after
    FROM audit_entries e WHERE ${named} AND e.outcome = 'done' AND ${entryScope(actor)}`;
  if (!entry) refuse('not_found', 'There is no such removal.');
  if (!isUndoable(entry.call)) {
    refuse('not_supported', `${entry.call} is not a removal that can be restored here.`);
  }
  return { ...entry, undo: undoable[entry.call].undo };
}
