import type { Actor } from './actor';
import { type RecordedEntry, recordedEntry, recordedReply } from './audit/idempotency';
import type { Attempt } from './audit/write';
import { demandRight, lockedRights, presentActor } from './authorize';
import { inTurn } from './in-turn';
import type { Permission } from './permissions';
import { advisoryLockSql, type Tx } from './transaction';

interface Operation {
  call: string;
  permission: Permission;
  /** Whether the call changes what others may do. Such calls run one at a time. */
  changesRights: boolean;
}

/** What a mutation locks first: what all changes of rights share, if it is one, and the actor's permissions now. */
const locks = (actor: Actor, { changesRights }: Operation) => [
  ...(changesRights ? [advisoryLockSql('rights')] : []),
  lockedRights(actor),
];

/** Reads what the last of these statements found. */
function admitted(found: object[][], actor: Actor, operation: Operation): Actor {
  const present = presentActor(found.at(-1) ?? [], actor);
  demandRight(present, operation);
  return present;
}

/**
 * Locks the actor's permissions, and checks them.
 *
 * @returns the actor with these permissions
 * @throws Refusal 20 without an open session or without the permission
 */
export async function admit(tx: Tx, actor: Actor, operation: Operation): Promise<Actor> {
  return admitted(await inTurn<object[]>(tx, locks(actor, operation)), actor, operation);
}

/**
 * As admit, unless the attempt's request id is known: then it returns what was recorded for it.
 *
 * @throws as admit and recordedReply
 */
export async function admitOnce(tx: Tx, attempt: Attempt & { actor: Actor }, operation: Operation) {
  const { actor } = attempt;
  const [, known, ...found] = await inTurn<[object, RecordedEntry, ...object[]]>(tx, [
    ...recordedEntry(attempt),
    ...locks(actor, operation),
  ]);
  const recorded = recordedReply(known, attempt);
  return recorded ? { recorded } : { present: admitted(found, actor, operation) };
}
