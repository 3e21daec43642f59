import { refuse } from '../call/errors';
import { definePermissionChange } from './permission-change';

/**
 * AddUserPermission: gives a user a permission. Operator gives him an operator's row too, unless he has one.
 */
export const addUserPermission = definePermissionChange(
  'AddUserPermission',
  async (tx, { id: userId, userName, permissions }, permission) => {
    if (permissions.includes(permission)) {
      refuse('operation_failed', `${userName} (user ${userId}) holds the permission ${permission} already.`);
    }
    await tx.userPermission.create({ data: { userId, permission } });
    if (permission === 'Operator') {
      await tx.operator.createMany({ data: [{ id: userId, name: userName }], skipDuplicates: true });
    }
    return [...permissions, permission];
  },
);
