export const OUTCOMES = ['done', 'refused', 'failed'] as const;

/** What became of an attempt. */
export type AuditOutcome = (typeof OUTCOMES)[number];
