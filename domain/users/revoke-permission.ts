import { refuse } from '../call/errors';
import { definePermissionChange } from './permission-change';
import { keepLastSuperuser } from './subject';

/**
 * RevokeUserPermission: takes a permission from a user. Who was an operator keeps his row and his OMSs, so
 * that each can still be taken from him.
 */
export const revokeUserPermission = definePermissionChange(
  'RevokeUserPermission',
  async (tx, subject, permission) => {
    const { id: userId, userName, permissions } = subject;
    if (!permissions.includes(permission)) {
      refuse(
        'not_found',
        `${userName} (user ${userId}) does not hold the permission ${permission}: already revoked, or never held.`,
      );
    }
    if (permission === 'SUPERUSER') await keepLastSuperuser(tx, subject);
    await tx.userPermission.delete({ where: { userId_permission: { userId, permission } } });
    return permissions.filter((held) => held !== permission);
  },
);
