import { AUDITED_CALLS, type AuditEntryView, type AuditedCall } from '@/domain/audit-entries/types';

const BY_OPERATOR = 'An Operator can restore this.';
const BY_ROLE_ADMIN = 'A PlatformAdmin or a CoAdmin of the company can restore this.';

/** Who can restore, or where to undo, what each call did. */
const NOTES: Record<AuditedCall, string> = {
  RemoveOperatorOMS: BY_OPERATOR,
  RemoveUserAccount: BY_OPERATOR,
  RemoveUserRole: BY_ROLE_ADMIN,
  RemoveAllCoAdmins: BY_ROLE_ADMIN,
  AddOperatorOMS: 'This gave access. To remove it again, unassign the operator in Operators.',
  SetDefaultOperatorOMS:
    'This removed nothing. An Operator can make another OMS the default through the API.',
  AddUserAccount: 'This gave access. To remove it again, unlink the user in Account links.',
  UpdateCompanyAddRoles: 'This gave access. To remove it again, remove the role in Company roles.',
  AddUserPermission: 'The permission can be revoked on the person’s page.',
  RevokeUserPermission: 'The permission can be granted again through the API, by AddUserPermission.',
  SetUserInfo: 'Sign-in is blocked and unblocked on the person’s page.',
  UnlockUser: 'This removed nothing but a count of failed sign-ins.',
  ForceUserLogoff: 'Ended sessions don’t come back. The person can sign in again.',
  EndSession: 'Ended sessions don’t come back. The person can sign in again.',
  EndOtherSessions: 'Ended sessions don’t come back. The person can sign in again.',
  ExportAuditLog: 'This changed nothing.',
  ExportEvidence: 'This changed nothing.',
  Restore: 'This changed nothing.',
  ChangeAuditKey: 'The key can be changed again by npm run audit:rekey.',
  UnrecordedAttempts: 'These attempts changed nothing.',
};

const isAudited = (call: string): call is AuditedCall => (AUDITED_CALLS as readonly string[]).includes(call);

/** Why the page of an entry does not offer to restore: who can, where, or that nothing is left to restore. */
export function restoreNote({
  call,
  outcome,
  restoredBy,
}: Pick<AuditEntryView, 'call' | 'outcome' | 'restoredBy'>): string {
  if (restoredBy !== null) return `This was restored by entry ${restoredBy}.`;
  if (outcome !== 'done') return 'Nothing was changed, so there is nothing to restore.';
  return isAudited(call) ? NOTES[call] : 'This can’t be restored here.';
}
