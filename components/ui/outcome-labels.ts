import type { AuditOutcome } from '@/domain/call/audit/types';
import type { Tone } from './badge';

/** The label and the tone of each outcome. */
export const OUTCOME_LABELS: Record<AuditOutcome, { label: string; tone?: Tone }> = {
  done: { label: 'Done' },
  refused: { label: 'Refused', tone: 'attention' },
  failed: { label: 'Failed', tone: 'wrong' },
};
