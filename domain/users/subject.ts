import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import type { Target } from '../call/audit/write';
import { lockRights } from '../call/authorize';
import { checkedRows, rightsRow } from '../call/checked-rows';
import { refuse } from '../call/errors';
import type { IdOrName } from '../call/id-or-name';
import type { StoredPermission } from '../call/permissions';
import { LOCK } from '../call/row-lock';
import { requireRow, type Tx } from '../call/transaction';
import { findUser } from './find';

const stateRow = z.strictObject({ canSignIn: z.boolean(), permissions: rightsRow.permissions });

/** The user whose permissions, sessions or sign-in a call is about. */
export interface Subject extends z.output<typeof stateRow> {
  id: number;
  userName: string;
}

/**
 * Finds and locks the user whom a call is about, and then reads their permissions.
 *
 * @throws Refusal 104 when there is no such user
 */
export async function lockSubject(tx: Tx, naming: IdOrName): Promise<Subject> {
  const { id, userName } = await findUser(tx, naming, LOCK);
  const query = Prisma.sql`
    SELECT email_verified AND password_hash IS NOT NULL AS "canSignIn",
      ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id ORDER BY permission) AS permissions
    FROM users u WHERE id = ${id}`;
  const [state] = await checkedRows(tx, stateRow, query);
  return { id, userName, ...requireRow(state) };
}

/** The target of an audit entry about a user. */
export const targetOf = ({ id, userName }: Pick<Subject, 'id' | 'userName'>): Target => ({
  words: `${userName} (user ${id})`,
  subjectUserId: id,
});

/**
 * Whether only a SUPERUSER may change a user's sign-in and sessions, because the user oversees the exchange.
 *
 * @param permissions the user's permissions
 */
export const isGuarded = (permissions: readonly StoredPermission[]): boolean =>
  permissions.some((permission) => permission !== 'Operator');

/**
 * Refuses actors other than a SUPERUSER when the user oversees the exchange.
 *
 * @throws Refusal 20
 */
export function demandSuperuserFor(call: string, actor: Actor, subject: Subject): void {
  if (!isGuarded(subject.permissions) || actor.permissions.includes('SUPERUSER')) return;
  refuse('not_authorized', `${call} for a PlatformAdmin or SUPERUSER needs the permission SUPERUSER.`);
}

/** Whether a user is a SUPERUSER who can sign in, and no other can. */
export async function isLastSuperuser(
  tx: Tx,
  { id, canSignIn, permissions }: Omit<Subject, 'userName'>,
): Promise<boolean> {
  if (!canSignIn || !permissions.includes('SUPERUSER')) return false;
  const [others] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM user_permissions p JOIN users u ON u.id = p.user_id
    WHERE p.permission = 'SUPERUSER' AND p.user_id <> ${id}
      AND u.email_verified AND u.password_hash IS NOT NULL LIMIT 1`;
  return others === undefined;
}

/**
 * Keeps the last SUPERUSER who can sign in. Only calls with `changesRights`, which run one at a time, may use
 * this, so that no other call revokes or blocks another SUPERUSER in the meantime.
 *
 * @param subject the user who would lose the permission or the sign-in
 * @throws Refusal 101 when no other SUPERUSER could sign in
 */
export async function keepLastSuperuser(tx: Tx, subject: Subject): Promise<void> {
  if (!(await isLastSuperuser(tx, subject))) return;
  refuse(
    'operation_failed',
    `${subject.userName} (user ${subject.id}) is the last SUPERUSER who can sign in. Name another first.`,
  );
}

/**
 * Locks the actor's user, as every call that ends sessions does, and then checks the actor's session again:
 * it may have ended during the wait. Of two sessions that end each other only the first succeeds.
 */
export async function lockSelf(tx: Tx, actor: Actor): Promise<Subject> {
  const self = await lockSubject(tx, { id: actor.userId, name: undefined });
  await lockRights(tx, actor);
  return self;
}
