import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { isoTime } from '../values/iso-time';
import { inverses, isInvertible } from './inverses';
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
  before: never;
  after: never;
}

/** A removal that was done, and how to take it back. */
export interface FoundRemoval extends Entry {
  inverse: (typeof inverses)[keyof typeof inverses];
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
  if (!isInvertible(entry.call)) {
    refuse('not_supported', `${entry.call} is not a removal that can be taken back here.`);
  }
  return { ...entry, inverse: inverses[entry.call] };
}
