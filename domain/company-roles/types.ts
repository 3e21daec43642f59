import type { RoleName } from '../companies/types';

/** One role of one user in one company, as the list shows it. */
export interface CompanyRoleRow {
  roleId: number;
  role: RoleName;
  userId: number;
  userName: string;
  companyId: number;
  companyName: string;
  /** The user's other roles in this company. */
  otherRoles: RoleName[];
}

export type CompanyRoleWarning = 'last_co_admin' | 'no_co_admin_can_sign_in' | 'self';

/** The facts that a dialog shows before it removes a role. */
export interface CompanyRoleFacts {
  role: RoleName;
  userId: number;
  userName: string;
  companyId: number;
  companyName: string;
  /** The roles that the user keeps in this company. */
  otherRoles: RoleName[];
  warnings: CompanyRoleWarning[];
}
