import { PermissionName } from '@/prisma/generated/enums';
import type { Actor } from '../actor';
import type { Tx } from '../database';
import { refuse, type StandardResponse, SUCCESS } from '../errors';
import { defineMutation, type Mutation } from '../mutation';
import { can, type Rights, type StoredPermission } from '../permissions';
import { documentedRequest, field } from '../request';
import { lockSubject, type Subject, targetOf } from './subject';

const isStored = (name: string): name is StoredPermission => Object.hasOwn(PermissionName, name);

/**
 * Whether a permission is somebody's to grant and revoke: an Operator only Operator, a SUPERUSER any.
 *
 * @param rights what he holds
 * @param permission which
 */
export const mayChangePermission = (rights: Rights, permission: StoredPermission): boolean =>
  can(rights, 'user-permission:change') &&
  (permission === 'Operator' || rights.permissions.includes('SUPERUSER'));

/**
 * The permission that a request names, if it is the actor's to grant or revoke.
 *
 * @param call its name
 * @param actor who calls
 * @param name as given
 * @throws Refusal 104 when no such permission can be stored, 20 when it is not his to give or take
 */
function permissionFor(call: string, actor: Actor, name: string): StoredPermission {
  if (!isStored(name)) {
    const names = Object.keys(PermissionName).join(', ');
    refuse('not_found', `There is no permission ${name} to give or take. Permissions are ${names}.`);
  }
  if (!mayChangePermission(actor, name)) {
    refuse('not_authorized', `${call} of any other permission than Operator needs the permission SUPERUSER.`);
  }
  return name;
}

/**
 * A call that gives or takes one permission of one user.
 *
 * @param call its name
 * @param change does it, for a user who is locked, or refuses; returns what he holds afterwards
 */
export function definePermissionChange(
  call: string,
  change: (tx: Tx, subject: Subject, permission: StoredPermission) => Promise<StoredPermission[]>,
): Mutation<StandardResponse> {
  return defineMutation({
    call,
    permission: 'user-permission:change',
    changesRights: true,
    request: documentedRequest({ UserId: field.id(), Permission: field.name() }),
    describe: ({ UserId, Permission }) => `user ${UserId} · ${Permission}`,

    async perform(tx, { request: { UserId, Permission }, actor, about }) {
      const permission = permissionFor(call, actor, Permission);
      const subject = await lockSubject(tx, { id: UserId, name: undefined });
      about(targetOf(subject));
      const { id: userId, userName, permissions } = subject;
      const remaining = await change(tx, subject, permission);
      const effect = {
        target: targetOf(subject),
        before: { userId, userName, permissions },
        after: { userId, userName, permissions: remaining },
      };
      return { effects: [effect], reply: SUCCESS };
    },
  });
}
