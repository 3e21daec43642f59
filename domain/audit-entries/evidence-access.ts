import type { Actor } from '../call/actor';
import { can } from '../call/permissions';
import type { Tx } from '../call/transaction';
import { MAX_SESSIONS } from '../sessions/types';
import { readPerson } from '../users/get-person';
import type { Person } from '../users/types';

/** The most rows of each kind of access in one export. */
const MAX_ACCESS = 10_000;

/** The access that a person has now; null when the actor may not look at people. */
export async function accessOf(db: Tx, actor: Actor, userId: number): Promise<Person | null> {
  const extent = { rows: MAX_ACCESS, counted: MAX_ACCESS + 1 };
  return can(actor, 'people:read') ? readPerson(db, { actor, userId, extent }) : null;
}

/** Whether the person has more access of some kind than was read. */
export function hasMore({ omses, accounts, roles, sessions }: Person): boolean {
  const isCut = [omses, accounts, roles].some((held) => held !== null && held.count > held.rows.length);
  return isCut || (sessions?.length ?? 0) >= MAX_SESSIONS;
}
