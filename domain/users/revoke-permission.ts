import { refuse } from '../call/errors';
import { definePermissionChange } from './permission-change';
import { keepLastSuperuser } from './subject';

/**
 * RevokeUserPermission: revokes a user's permission. A former operator keeps their row in `operators` and
 * their OMSs, so that each assignment can still be removed.
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
