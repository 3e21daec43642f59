import { refuse, SUCCESS } from '../errors';
import { defineMutation } from '../operation';
import { describePermission, permissionFor, permissionRequest } from './permission-request';
import { lockSubject, targetOf } from './subject';

const CALL = 'AddUserPermission';

/** AddUserPermission: gives a user a permission. Operator gives him an operator's row too, unless he has one. */
export const addUserPermission = defineMutation({
  call: CALL,
  permission: 'user-permission:change',
  request: permissionRequest,
  describe: describePermission,

  async perform(tx, { request: { UserId, Permission }, actor, about }) {
    const permission = permissionFor(CALL, actor, Permission);
    const subject = await lockSubject(tx, { id: UserId, name: undefined });
    about(targetOf(subject));
    const { id: userId, userName, permissions } = subject;
    if (permissions.includes(permission)) {
      refuse('operation_failed', `${userName} (user ${userId}) holds the permission ${permission} already.`);
    }
    await tx.userPermission.create({ data: { userId, permission } });
    if (permission === 'Operator') {
      await tx.operator.createMany({ data: [{ id: userId, name: userName }], skipDuplicates: true });
    }
    const effect = {
      target: targetOf(subject),
      before: { userId, userName, permissions },
      after: { userId, userName, permissions: [...permissions, permission] },
    };
    return { effects: [effect], reply: SUCCESS };
  },
});
