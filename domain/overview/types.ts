import type { AuditRow } from '../audit-entries/types';
import type { Reference } from '../lists/types';
import type { RemovalCall } from '../removals';

export type { RemovalCall };

/** What needs somebody's attention, in the order in which it is told. */
export const FINDINGS = [
  'barred-with-access',
  'omses-without-operator',
  'omses-with-one-operator',
  'accounts-without-user',
  'companies-without-co-admin',
  'companies-with-one-co-admin',
  'companies-with-barred-co-admins',
] as const;
export type Finding = (typeof FINDINGS)[number];

/** A number that leads to a list, with the first few of what it counts. */
export interface FindingCount {
  /** At most 1,001, which stands for more than 1,000. */
  count: number;
  first: Reference[];
}

/** Days of which removals are counted, today included. */
export const DAYS_SHOWN = 30;

/** What the overview shows. A part that is not the viewer's to see is null, or left out of the findings. */
export interface Overview {
  operatorAssignments: number | null;
  accountLinks: number | null;
  companyRoles: number | null;
  /** Null for what could not be counted in time. */
  findings: Partial<Record<Finding, FindingCount | null>>;
  /** The last of the days, in UTC, such as 2026-03-01. */
  today: string;
  /** Days without a removal are left out. Null when they could not be counted in time. */
  removals: { day: string; call: RemovalCall; count: number }[] | null;
  /** Attempts of the last seven days that were refused: at most 1,001. */
  refused: { count: number | null; from: string };
  latest: AuditRow[];
}
