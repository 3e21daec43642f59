import type { AuditOutcome } from '@/domain/call/audit/types';

/** The label and colour of each outcome. */
export const OUTCOME_LABELS: Record<AuditOutcome, { label: string; color: string }> = {
  done: { label: 'Done', color: 'inherit' },
  refused: { label: 'Refused', color: 'var(--attention)' },
  failed: { label: 'Failed', color: 'var(--mantine-color-error)' },
};
