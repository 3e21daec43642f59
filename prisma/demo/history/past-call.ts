import type { Door } from '@/domain/call/actor';
import type { Reason } from '@/domain/call/reason';
import type { calls } from '@/domain/registry';

/** What a user does, without its time. */
export interface PastAttempt {
  /** The user name of the actor. */
  actor: string;
  call: keyof typeof calls | 'Restore' | 'ExportAuditLog';
  request: object;
  /** Through the gateway, from this address. Otherwise it came in through the console. */
  address?: string;
  /** The user name of another user who has a session at that time. */
  signedIn?: string;
  /** The actor saw facts that had changed in the meantime. */
  isOutdated?: boolean;
  /** The database did not answer in time. */
  isTooSlow?: boolean;
  /** The attempt whose removal this one restores, instead of a request. */
  restores?: PastAttempt;
}

/** A call of the demo's history. */
export interface PastCall {
  at: Date;
  attempt: PastAttempt;
  reason?: Reason;
}

/** What belongs together: each attempt with the seconds since the first one. */
export type Act = [seconds: number, attempt: PastAttempt][];

export const doorOf = ({ address }: PastAttempt): Door => (address === undefined ? 'console' : 'gateway');
