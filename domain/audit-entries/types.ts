import type { Door } from '../call/actor';
import type { AuditOutcome } from '../call/audit/types';
import type { ReasonCode } from '../call/types';

/** Entries of something done that the overview counts: a removal, or a removal that was restored. */
export const ENTRY_KINDS = ['removal', 'restore'] as const;

/** The calls that write entries, for the filter. */
export const AUDITED_CALLS = [
  'RemoveOperatorOMS',
  'RemoveUserAccount',
  'RemoveUserRole',
  'AddOperatorOMS',
  'SetDefaultOperatorOMS',
  'AddUserAccount',
  'UpdateCompanyAddRoles',
  'RemoveAllCoAdmins',
  'AddUserPermission',
  'RevokeUserPermission',
  'SetUserInfo',
  'UnlockUser',
  'ForceUserLogoff',
  'EndSession',
  'EndOtherSessions',
  'ExportAuditLog',
  'ExportEvidence',
  'Restore',
  'ChangeAuditKey',
  'UnrecordedAttempts',
] as const;

export type AuditedCall = (typeof AUDITED_CALLS)[number];

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

/** One attempt, as the audit list shows it. */
export interface AuditRow {
  /** A 64-bit number as text. */
  seq: string;
  /** ISO 8601, UTC. */
  at: string;
  actorId: number;
  actorName: string;
  call: string;
  target: string;
  outcome: AuditOutcome;
  errorCode: number;
  detail: string | null;
  reasonCode: ReasonCode | null;
  reasonText: string | null;
  door: Door;
  /** Only for the one who made the attempt and for actors who oversee everything; otherwise null. */
  address: string | null;
  sessionId: string | null;
  /** What the request says beyond the target: of SetUserInfo, and of the calls that change a permission. */
  emailVerified: boolean | null;
  permission: string | null;
  /** The removal that this entry restored or tried to restore, and the entry that restored this one. */
  restores: string | null;
  restoredBy: string | null;
  /** Whether the entry is a removal that was done, that nobody has restored, and that the actor may restore. */
  mayRestore: boolean;
}

/** Any JSON in an entry. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One attempt with all of its details, as its page shows it. */
export interface AuditEntryView extends AuditRow {
  requestId: string;
  correlationId: string;
  /** The affected person, if the actor may see them. */
  subject: { id: number; name: string } | null;
  /** Whether the actor may see who made the attempt. */
  isActorVisible: boolean;
  request: Json;
  /** The state of the thing and of what depends on it; null when nothing was done. */
  before: Json;
  after: Json;
  /** Whether the stored entry is what a known key signed, and follows from the one before it. */
  isSignatureValid: boolean;
  /** The nearest entries before and after this one that the actor may read; null also when that takes too long. */
  previous: string | null;
  next: string | null;
}

/** The newest removal about a thing that the actor may read, as the page of the thing shows it. */
export interface LastRemoval
  extends Pick<AuditRow, 'seq' | 'at' | 'actorName' | 'reasonCode' | 'target' | 'mayRestore'> {
  /** The affected person. */
  subjectName: string;
  /** Whether the actor may read every entry about the thing, so that no later removal is hidden from them. */
  isNewest: boolean;
}

/** The result of verifying the audit chain. */
export interface Verification {
  /** The number of valid entries, from the first on. */
  entries: number;
  /** The first invalid entry, and why; null when all are valid. */
  problem: { seq: string; words: string } | null;
}

/** A message about a verification: its progress, and its end. */
export type VerificationNews =
  | { kind: 'progress'; entries: number; total: number }
  | {
      kind: 'result';
      verification: Verification;
      checkpoints: number;
      /** What is wrong with the checkpoints themselves. */
      checkpointProblem: string | null;
    }
  | { kind: 'failure'; detail: string };

/** The facts that a dialog shows before it restores a removal. */
export interface RestoreFacts {
  /** The number of the removal's audit entry, as text. */
  seq: string;
  /** The documented call that restores it. */
  call: string;
  /** The target of the removal. */
  target: string;
  removedBy: string;
  /** ISO 8601, UTC. */
  removedAt: string;
}
