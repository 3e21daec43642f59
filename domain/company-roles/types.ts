import type { RoleName } from '../companies/types';

/** One role of one user in one company. */
interface HeldRole {
  role: RoleName;
  userId: number;
  userName: string;
  companyId: number;
  companyName: string;
  /** The user's other roles in this company, which a removal leaves. */
  otherRoles: RoleName[];
}

/** A row of the list of roles. */
export interface CompanyRoleRow extends HeldRole {
  roleId: number;
  /** Whether the user's sign-in is blocked; false if the actor may not know. */
  signInBlocked: boolean;
  /** Whether the company has no other CoAdmin, not even one whose sign-in is blocked. */
  isLastCoAdmin: boolean;
}

export type CompanyRoleWarning = 'last_co_admin' | 'no_co_admin_can_sign_in' | 'self';

/** The facts that a dialog shows before it removes a role. */
export interface CompanyRoleFacts extends HeldRole {
  warnings: CompanyRoleWarning[];
}
