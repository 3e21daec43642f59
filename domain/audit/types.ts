import type { ReasonCode } from '../types';

export type AuditOutcome = 'done' | 'refused' | 'failed';

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
  door: string;
  /** Only for the actor himself and a PlatformAdmin. */
  address: string | null;
  sessionId: string | null;
}
