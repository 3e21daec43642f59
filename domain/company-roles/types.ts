import type { RoleName } from '../companies/types';

/** One role of one user in one company, as the list shows it. */
export interface CompanyRoleRow {
  roleId: number;
  role: RoleName;
  userId: number;
  userName: string;
  companyId: number;
  companyName: string;
  /** His other roles in this company. */
  otherRoles: RoleName[];
}

export type CompanyRoleWarning = 'last_co_admin' | 'no_co_admin_can_sign_in' | 'self';

/** What is shown before a role is taken from a user. */
export interface CompanyRoleFacts {
  role: RoleName;
  userId: number;
  userName: string;
  companyId: number;
  companyName: string;
  /** The roles he keeps in this company. */
  otherRoles: RoleName[];
  warnings: CompanyRoleWarning[];
}
