import { removeUserRole } from './company-roles/remove';
import { removeOperatorOms } from './operators/remove';
import { removeUserAccount } from './user-accounts/remove';

/** Every removal, by its documented name. */
export const removals = {
  RemoveOperatorOMS: removeOperatorOms,
  RemoveUserAccount: removeUserAccount,
  RemoveUserRole: removeUserRole,
};
