export const OUTCOMES = ['done', 'refused', 'failed'] as const;

/** How an attempt ended: a refusal is expected, a failure is not. */
export type AuditOutcome = (typeof OUTCOMES)[number];
