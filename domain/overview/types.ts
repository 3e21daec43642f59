import type { AuditRow } from '../audit-entries/types';
import type { Reference } from '../lists/types';
import type { RemovalCall } from '../removals';
import type { FIGURES } from './figures';

export type { RemovalCall };

/** What appears under "Needs attention", in this order. */
export const FINDINGS = [
  'blocked-with-access',
  'omses-without-operator',
  'omses-with-one-operator',
  'accounts-without-user',
  'companies-without-co-admin',
  'companies-with-one-co-admin',
  'companies-with-blocked-co-admins',
] as const;
export type Finding = (typeof FINDINGS)[number];

/** The number of a finding, and the first few rows that it counts. */
export interface FindingCount {
  /** At most 1,001, which means more than 1,000. */
  count: number;
  first: Reference[];
}

/** The number of days for which removals are counted, including today. */
export const DAYS_SHOWN = 30;

/** What the overview shows. A part that the actor may not see is null, or missing from the findings. */
export interface Overview {
  /** Each at most 1,001, which means more than 1,000. */
  figures: Record<keyof typeof FIGURES, number | null>;
  /** Null for what could not be counted in time. */
  findings: Partial<Record<Finding, FindingCount | null>>;
  /** The current day in UTC, such as 2026-03-01. */
  today: string;
  /** Days without a removal are left out. Null when they could not be counted in time. */
  removals: { day: string; call: RemovalCall; count: number }[] | null;
  /** Refused attempts since the day `from`. The count is at most 1,001, or null when it took too long. */
  refused: { count: number | null; from: string };
  latest: AuditRow[];
}
