import { refuse } from '../call/errors';
import { definePermissionChange } from './permission-change';

/**
 * AddUserPermission: gives a user a permission. With Operator they also get a row in `operators`, unless they
 * have one.
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
