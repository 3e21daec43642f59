import type { Actor } from '../call/actor';
import type { Target } from '../call/audit/write';
import { refuse } from '../call/errors';
import type { IdOrName } from '../call/id-or-name';
import type { StoredPermission } from '../call/permissions';
import { LOCK } from '../call/row-lock';
import { requireRow, type Tx } from '../call/transaction';
import { findUser } from './find';

/** The user whose rights, sessions or sign-in a call is about. */
export interface Subject {
  id: number;
  userName: string;
  canSignIn: boolean;
  permissions: StoredPermission[];
}

/**
 * Finds and locks the user whom a call is about, and then reads what he holds.
 *
 * @param tx the transaction
 * @param naming as the request names him
 * @throws Refusal 104 when there is none
 */
export async function lockSubject(tx: Tx, naming: IdOrName): Promise<Subject> {
  const { id, userName } = await findUser(tx, naming, LOCK);
  const [state] = await tx.$queryRaw<Pick<Subject, 'canSignIn' | 'permissions'>[]>`
    SELECT email_verified AND password_hash IS NOT NULL AS "canSignIn",
      ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id ORDER BY permission) AS permissions
    FROM users u WHERE id = ${id}`;
  return { id, userName, ...requireRow(state) };
}

/** What an audit entry about him is about. */
export const targetOf = ({ id, userName }: Pick<Subject, 'id' | 'userName'>): Target => ({
  words: `${userName} (user ${id})`,
  subjectUserId: id,
});

/**
 * Whether somebody's sign-in and sessions are for a SUPERUSER alone to touch: he oversees the exchange.
 *
 * @param permissions what he holds
 */
export const isGuarded = (permissions: readonly StoredPermission[]): boolean =>
  permissions.some((permission) => permission !== 'Operator');

/**
 * Stops everybody but a SUPERUSER from touching somebody who oversees the exchange.
 *
 * @param call its name
 * @param actor who calls
 * @param subject whom the call is about
 * @throws Refusal 20
 */
export function demandSuperuserFor(call: string, actor: Actor, subject: Subject): void {
  if (!isGuarded(subject.permissions) || actor.permissions.includes('SUPERUSER')) return;
  refuse('not_authorized', `${call} for a PlatformAdmin or SUPERUSER needs the permission SUPERUSER.`);
}

/**
 * Keeps the exchange from losing the last SUPERUSER who can sign in. Only calls that change rights, one at a
 * time, may ask: so nobody else takes another one away meanwhile.
 *
 * @param tx the transaction that would take the right or the sign-in from him
 * @param subject from whom
 * @throws Refusal 101 when nobody else could sign in as SUPERUSER
 */
export async function keepLastSuperuser(tx: Tx, subject: Subject): Promise<void> {
  if (!subject.canSignIn || !subject.permissions.includes('SUPERUSER')) return;
  const [others] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM user_permissions p JOIN users u ON u.id = p.user_id
    WHERE p.permission = 'SUPERUSER' AND p.user_id <> ${subject.id}
      AND u.email_verified AND u.password_hash IS NOT NULL LIMIT 1`;
  if (others) return;
  refuse(
    'operation_failed',
    `${subject.userName} (user ${subject.id}) is the last SUPERUSER who can sign in. Name another first.`,
  );
}
