import type { Door } from './actor';

/** What a confirmation shows before a removal. */
export interface Preview<Facts> {
  facts: Facts;
  /** Digest of the facts. The removal is refused when they have changed since the preview. */
  digest: string;
  /** Why the removal would be refused now, or null. */
  objection: string | null;
}

/** Why access is removed or changed. The console requires a reason; API clients may leave it out. */
export const REMOVAL_REASONS = {
  left_company: 'Left company',
  role_change: 'Role change',
  security_incident: 'Security incident',
  customer_request: 'Customer request',
  clean_up: 'Clean-up',
  other: 'Other',
} as const;

/** Why a removal is restored. */
export const RESTORE_REASONS = {
  removed_by_mistake: 'Removed by mistake',
  request_changed: 'Request changed',
  returned: 'Returned',
  other: 'Other',
} as const;

/** Every reason, as the audit log names it. */
export const REASONS = { ...REMOVAL_REASONS, ...RESTORE_REASONS } as const;

export type ReasonCode = keyof typeof REASONS;

/** What people call each way in, after "Via". */
export const DOOR_LABELS: Record<Door, string> = { console: 'Console', gateway: 'API' };

/** The longest free text of a reason, in characters. */
export const MAX_REASON_LENGTH = 500;
