import type { AuditedCall } from './types';

/** What a person calls each audited call. */
export const ACTIONS: Record<AuditedCall, string> = {
  RemoveOperatorOMS: 'Unassign operator',
  RemoveUserAccount: 'Unlink user',
  RemoveUserRole: 'Remove role',
  AddOperatorOMS: 'Assign operator',
  SetDefaultOperatorOMS: 'Set default OMS',
  AddUserAccount: 'Link user',
  UpdateCompanyAddRoles: 'Give roles',
  RemoveAllCoAdmins: 'Remove all CoAdmins',
  AddUserPermission: 'Grant permission',
  RevokeUserPermission: 'Revoke permission',
  SetUserInfo: 'Block or unblock sign-in',
  UnlockUser: 'Clear failed sign-ins',
  ForceUserLogoff: 'End all sessions',
  EndSession: 'End own session',
  EndOtherSessions: 'End own other sessions',
  ExportAuditLog: 'Export audit log',
  ExportEvidence: 'Export evidence',
  Restore: 'Restore',
  ChangeAuditKey: 'Change audit key',
  UnrecordedAttempts: 'Further attempts',
};
