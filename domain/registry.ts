import { listAccounts } from './accounts/list';
import { listAudit } from './audit-entries/list';
import { restore } from './audit-entries/restore';
import type { Mutation } from './call/mutation';
import type { Query } from './call/operation';
import { getCompanies } from './companies/get-companies';
import { listCompanies } from './companies/list';
import { updateCompanyAddRoles } from './company-roles/add';
import { listCompanyRoles } from './company-roles/list';
import { removeAllCoAdmins } from './company-roles/remove-all-co-admins';
import type { Page } from './lists/paging';
import { listOmses } from './omses/list';
import { addOperatorOms } from './operators/add';
import { getOperatorOmsList } from './operators/get-operator-oms-list';
import { getOperators } from './operators/get-operators';
import { listOperators } from './operators/list';
import { listOperatorPeople } from './operators/list-people';
import { setDefaultOperatorOms } from './operators/set-default';
import { findingLists } from './overview/findings';
import { removals } from './removals';
import { addUserAccount } from './user-accounts/add';
import { getUserAccountInfos } from './user-accounts/get-user-account-infos';
import { getUserAccounts } from './user-accounts/get-user-accounts';
import { listAccountLinks } from './user-accounts/list';
import { addUserPermission } from './users/add-permission';
import { forceUserLogoff } from './users/force-logoff';
import { getUserInfo } from './users/get-info';
import { getUserFromSession } from './users/get-user-from-session';
import { getUsers } from './users/get-users';
import { listPeople } from './users/list';
import { listUsers } from './users/list-users';
import { revokeUserPermission } from './users/revoke-permission';
import { setUserInfo } from './users/set-info';
import { unlockUser } from './users/unlock';

/** Every list, by its name in URLs. */
export const lists = {
  operators: listOperators,
  'account-links': listAccountLinks,
  'company-roles': listCompanyRoles,
  audit: listAudit,
  companies: listCompanies,
  omses: listOmses,
  people: listPeople,
  users: listUsers,
  accounts: listAccounts,
  'operator-people': listOperatorPeople,
  ...findingLists,
} satisfies Record<string, Query<Page<unknown>>>;

/** What a dialog of the console confirms: removals, and restoring one. */
export const confirmed = { ...removals, Restore: restore };

/** Every call that the exchange documents for signed-in users, by its documented name. */
export const calls = {
  ...removals,
  AddOperatorOMS: addOperatorOms,
  SetDefaultOperatorOMS: setDefaultOperatorOms,
  AddUserAccount: addUserAccount,
  UpdateCompanyAddRoles: updateCompanyAddRoles,
  RemoveAllCoAdmins: removeAllCoAdmins,
  AddUserPermission: addUserPermission,
  RevokeUserPermission: revokeUserPermission,
  SetUserInfo: setUserInfo,
  UnlockUser: unlockUser,
  ForceUserLogoff: forceUserLogoff,
  GetOperators: getOperators,
  GetOperatorOMSList: getOperatorOmsList,
  GetUserAccounts: getUserAccounts,
  GetUserAccountInfos: getUserAccountInfos,
  GetUserInfo: getUserInfo,
  GetCompanies: getCompanies,
  GetUsers: getUsers,
  GetUserFromSession: getUserFromSession,
} satisfies Record<string, Query<unknown> | Mutation<unknown>>;
