import { z } from 'zod';
import { PermissionName } from '@/prisma/generated/enums';
import type { Actor } from '../call/actor';
import { refuse, type StandardResponse, SUCCESS } from '../call/errors';
import { defineMutation, type Mutation } from '../call/mutation';
import { can, type Rights, type StoredPermission } from '../call/permissions';
import { documentedRequest, field } from '../call/request';
import type { Tx } from '../call/transaction';
import { lockSubject, type Subject, targetOf } from './subject';

const isStored = (name: string): name is StoredPermission => Object.hasOwn(PermissionName, name);

/** Whether a user may grant and revoke a permission: an Operator only Operator, a SUPERUSER any. */
export const mayChangePermission = (rights: Rights, permission: StoredPermission): boolean =>
  can(rights, 'user-permission:change') &&
  (permission === 'Operator' || rights.permissions.includes('SUPERUSER'));

/**
 * Returns the permission that a request names, if the actor may grant and revoke it.
 *
 * @throws Refusal 104 when no permission of that name can be stored, 20 when the actor may not grant or
 *   revoke it
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

/** The documented `Value` in each of the two calls, and the call with the opposite effect. */
const VALUES = {
  AddUserPermission: { own: [1, true], opposite: 'RevokeUserPermission' },
  RevokeUserPermission: { own: [0, false], opposite: 'AddUserPermission' },
} as const;

/**
 * The documented `Value`: 1 grants, 0 revokes. It may repeat what the call's name says. If the opposite value
 * were ignored, the call would grant what the client wants to revoke.
 */
function valueField(call: keyof typeof VALUES) {
  const { own, opposite } = VALUES[call];
  const agreeing: readonly unknown[] = [undefined, ...own];
  const opposing: readonly unknown[] = VALUES[opposite].own;
  const value = z.unknown().superRefine((given, context) => {
    if (agreeing.includes(given)) return;
    const message = opposing.includes(given)
      ? `asks for ${opposite}: call that instead`
      : `must be ${own.join(' or ')}`;
    context.addIssue({ code: 'custom', message });
  });
  return z.preprocess((given) => given ?? undefined, value.optional()).meta({ enum: [...own, null] });
}

/**
 * Defines a call that grants or revokes one permission of one user.
 *
 * @param change changes the locked user's permission, or refuses; returns the permissions they have
 *   afterwards
 */
export function definePermissionChange(
  call: keyof typeof VALUES,
  change: (tx: Tx, subject: Subject, permission: StoredPermission) => Promise<StoredPermission[]>,
): Mutation<StandardResponse> {
  return defineMutation({
    call,
    permission: 'user-permission:change',
    changesRights: true,
    request: documentedRequest({ UserId: field.id(), Permission: field.name(), Value: valueField(call) }),
    describe: ({ UserId, Permission }) => `user ${UserId} · ${Permission}`,
    subject: ({ UserId }) => ({ id: UserId, name: undefined }),

    async perform(tx, { request: { UserId, Permission }, actor, setTarget }) {
      const permission = permissionFor(call, actor, Permission);
      const subject = await lockSubject(tx, { id: UserId, name: undefined });
      setTarget(targetOf(subject));
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
