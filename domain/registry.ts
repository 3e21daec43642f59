import { listAudit } from './audit/list';
import { listCompanies } from './companies/list';
import { listCompanyRoles } from './company-roles/list';
import { removeUserRole } from './company-roles/remove';
import { listOmses } from './omses/list';
import type { Query } from './operation';
import { listOperators } from './operators/list';
import { removeOperatorOms } from './operators/remove';
import type { Page } from './paging';
import { listAccountLinks } from './user-accounts/list';
import { removeUserAccount } from './user-accounts/remove';

/** Every list, by the name it has in an address. */
export const lists = {
  operators: listOperators,
  'account-links': listAccountLinks,
  'company-roles': listCompanyRoles,
  audit: listAudit,
  companies: listCompanies,
  omses: listOmses,
} satisfies Record<string, Query<Page<unknown>>>;

/** Every removal, by its documented name. */
export const removals = {
  RemoveOperatorOMS: removeOperatorOms,
  RemoveUserAccount: removeUserAccount,
  RemoveUserRole: removeUserRole,
};
