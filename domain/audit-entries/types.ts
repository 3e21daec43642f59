import type { Door } from '../call/actor';
import type { AuditOutcome } from '../call/audit/types';
import type { ReasonCode } from '../call/types';

/** The calls that leave entries, as they can be chosen among. */
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
  'Restore',
  'ChangeAuditKey',
  'UnrecordedAttempts',
] as const;

/** One attempt, as the audit list shows it. */
export interface AuditRow {
  /** A 64-bit number, as text. */
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
  /** Only for the actor himself and a PlatformAdmin. */
  address: string | null;
  sessionId: string | null;
}

/** Any JSON, as an entry holds it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One attempt with everything that is known of it, as its page shows it. */
export interface AuditEntryView extends AuditRow {
  requestId: string;
  correlationId: string;
  /** To whom it was done, if it is somebody whom the reader may look at. */
  subject: { id: number; name: string } | null;
  /** Whether the reader may look at who did it. */
  isActorVisible: boolean;
  request: Json;
  /** The state around the thing; null where nothing was done. */
  before: Json;
  after: Json;
  /** The removal that this entry took back, and the entry that took this one back: numbers, as text. */
  restores: string | null;
  restoredBy: string | null;
  /** Whether it is a removal, and the reader holds the right for the call that takes it back. */
  mayRestore: boolean;
}

/** What a walk along the audit chain came to. */
export interface Verification {
  /** Entries that fit, from the first on. */
  entries: number;
  /** The first entry that does not fit, and why; null when all do. */
  problem: { seq: string; words: string } | null;
}

/** What is heard of a walk along the chain while it goes on, and at its end. */
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

/** What a confirmation shows before a removal is taken back. */
export interface RestoreFacts {
  /** Of the removal's audit entry, as text. */
  seq: string;
  /** The documented call that takes it back. */
  call: string;
  /** What the removal was about, in words. */
  target: string;
  removedBy: string;
  /** ISO 8601, UTC. */
  removedAt: string;
}
