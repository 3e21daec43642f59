import { removeUserRole } from './company-roles/remove';
import { removeAllCoAdmins } from './company-roles/remove-all-co-admins';
import { removeOperatorOms } from './operators/remove';
import { removeUserAccount } from './user-accounts/remove';

/** The removals that the console confirms by a dialog, by their documented names. */
export const removals = {
  RemoveOperatorOMS: removeOperatorOms,
  RemoveUserAccount: removeUserAccount,
  RemoveUserRole: removeUserRole,
};

/**
 * Every call that removes access and can be undone: their names begin with Remove, and no other call's name
 * does.
 */
export const undoable = { ...removals, RemoveAllCoAdmins: removeAllCoAdmins };

export type RemovalCall = keyof typeof undoable;

/** Whether a call removes access and can be undone. */
export const isUndoable = (call: string): call is RemovalCall => Object.hasOwn(undoable, call);
