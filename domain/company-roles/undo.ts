import { defineUndo } from '../call/undo';
import { updateCompanyAddRoles } from './add';
import { memberState } from './audit-view';

/** Restores the roles that a removal took from a member. */
export const giveRolesAgain = defineUndo({
  state: memberState,
  mutation: updateCompanyAddRoles,
  request: ({ before: { companyName, userName, roles }, after }) => ({
    companyName,
    userName,
    roleNames: roles.filter((role) => !after?.roles.includes(role)),
  }),
});
