import { removeUserRole } from './company-roles/remove';
import { removeAllCoAdmins } from './company-roles/remove-all-co-admins';
import { removeOperatorOms } from './operators/remove';
import { removeUserAccount } from './user-accounts/remove';

/** The removals that a dialog of the console confirms, by their documented names. */
export const removals = {
  RemoveOperatorOMS: removeOperatorOms,
  RemoveUserAccount: removeUserAccount,
  RemoveUserRole: removeUserRole,
};

/**
 * Every removal, that is every call with an inverse. Their names begin with Remove; no other call's name
 * does.
 */
export const undoable = { ...removals, RemoveAllCoAdmins: removeAllCoAdmins };

export type RemovalCall = keyof typeof undoable;

/** Whether a call is a removal. */
export const isUndoable = (call: string): call is RemovalCall => Object.hasOwn(undoable, call);
