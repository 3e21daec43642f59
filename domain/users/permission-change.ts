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

/** What the documents' `Value` may be in each of the two calls, and the call that means the opposite. */
const VALUES = {
  AddUserPermission: { own: [1, true], opposite: 'RevokeUserPermission' },
  RevokeUserPermission: { own: [0, false], opposite: 'AddUserPermission' },
} as const;

/**
 * The documents' `Value`: 1 grants, 0 revokes. It may say again what the call's name says. Passed over, the
 * opposite would give a right to somebody from whom it was to be taken.
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
 * A call that gives or takes one permission of one user.
 *
 * @param call its name
 * @param change does it, for a user who is locked, or refuses; returns what he holds afterwards
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
