import { refuse, SUCCESS } from '../errors';
import { defineMutation } from '../operation';
import { describePermission, permissionFor, permissionRequest } from './permission-request';
import { keepLastSuperuser, lockSubject, targetOf } from './subject';

const CALL = 'RevokeUserPermission';

/**
 * RevokeUserPermission: takes a permission from a user. Who was an operator keeps his row and his OMSs, so that
 * each can still be taken from him.
 */
export const revokeUserPermission = defineMutation({
  call: CALL,
  permission: 'user-permission:change',
  request: permissionRequest,
  describe: describePermission,

  async perform(tx, { request: { UserId, Permission }, actor, about }) {
    const permission = permissionFor(CALL, actor, Permission);
    const subject = await lockSubject(tx, { id: UserId, name: undefined });
    about(targetOf(subject));
    const { id: userId, userName, permissions } = subject;
    if (!permissions.includes(permission)) {
      refuse(
        'not_found',
        `${userName} (user ${userId}) does not hold the permission ${permission}: already revoked, or never held.`,
      );
    }
    if (permission === 'SUPERUSER') await keepLastSuperuser(tx, subject);
    await tx.userPermission.delete({ where: { userId_permission: { userId, permission } } });
    const effect = {
      target: targetOf(subject),
      before: { userId, userName, permissions },
      after: { userId, userName, permissions: permissions.filter((held) => held !== permission) },
    };
    return { effects: [effect], reply: SUCCESS };
  },
});
