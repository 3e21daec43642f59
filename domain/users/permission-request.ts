import { PermissionName } from '@/prisma/generated/enums';
import type { Actor } from '../actor';
import { refuse } from '../errors';
import type { StoredPermission } from '../permissions';
import { documentedRequest, field } from '../request';

/** What AddUserPermission and RevokeUserPermission ask for. */
export const permissionRequest = documentedRequest({ UserId: field.id(), Permission: field.name() });

/**
 * The words for it, as the request names it.
 *
 * @param given the request
 */
export const describePermission = ({ UserId, Permission }: { UserId: number; Permission: string }): string =>
  `user ${UserId} · ${Permission}`;

const isStored = (name: string): name is StoredPermission => Object.hasOwn(PermissionName, name);

/**
 * The permission that an actor may grant or revoke: an Operator only Operator, a SUPERUSER any.
 *
 * @param call its name
 * @param actor who calls
 * @param name as given
 * @throws Refusal 104 when no such permission can be stored, 20 when it is not his to give or take
 */
export function permissionFor(call: string, actor: Actor, name: string): StoredPermission {
  if (!isStored(name)) {
    const names = Object.keys(PermissionName).join(', ');
    refuse('not_found', `There is no permission ${name} to give or take. Permissions are ${names}.`);
  }
  if (name !== 'Operator' && !actor.permissions.includes('SUPERUSER')) {
    refuse('not_authorized', `${call} of any other permission than Operator needs the permission SUPERUSER.`);
  }
  return name;
}
