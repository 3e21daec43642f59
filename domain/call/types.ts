/** What a confirmation shows before a removal. */
export interface Preview<Facts> {
  facts: Facts;
  /** Of the facts. The removal is refused when they have changed by then. */
  digest: string;
  /** Why the removal would be refused as things are, or null. */
  objection: string | null;
}

/** Why somebody loses access. The console requires one of these, programs may leave it out. */
export const REASONS = {
  left_company: 'Left company',
  role_change: 'Role change',
  security_incident: 'Security incident',
  customer_request: 'Customer request',
  clean_up: 'Clean-up',
  other: 'Other',
} as const;

export type ReasonCode = keyof typeof REASONS;

/** Longest free text beside a reason, in characters. */
export const MAX_REASON_LENGTH = 500;
