import type { AuditRow } from '../audit-entries/types';
import type { StoredPermission } from '../call/permissions';
import type { Reference } from '../lists/types';
import type { RemovalCall } from '../removals';
import type { ShownParts } from '../users/types';

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

/** A row of a finding's list. */
export interface FindingRow extends Reference {
  /** Each count at most 100, which means 100 or more. What the actor may not see is left out. */
  holds: { omses?: number; accounts?: number; roles?: number; permissions?: StoredPermission[] };
  /** The one operator or CoAdmin who is left, or the OMS of an account. */
  beside: Named | null;
  /** The newest audit entry about the row, its number as text, and the last sign-in that is known: ISO 8601. */
  lastChange: { seq: string; at: string } | null;
  lastSignIn: string | null;
}

interface Named extends Reference {
  kind: 'person' | 'oms';
}

/** The number of a finding, and the first rows that it counts. */
export interface FindingCount {
  /** At most 1,001, which means more than 1,000. */
  count: number;
  /** At most two. */
  first: Reference[];
}

/** The number of days for which removals are counted, including today. */
export const DAYS_SHOWN = 30;

/** The number of days, including today, of what the overview sums up. */
export const DAYS_SUMMED = 7;

/** Each count is at most 1,001, which means more than 1,000. */
export interface Attempts {
  /** All refusals, and how many of them have each error code, if any has. */
  refused: { count: number; byCode: { code: number; count: number }[] };
  /** Restored removals, by how many people, and the name of one of them. */
  restored: { count: number; people: number; name: string | null };
}

/** What the overview shows. A part that the actor may not see is null, or missing from the findings. */
export interface Overview {
  /** How much of people's access the actor sees: findings count no more. */
  shown: ShownParts;
  /** Null for what could not be counted in time. */
  findings: Partial<Record<Finding, FindingCount | null>>;
  /** The current day in UTC, such as 2026-03-01. */
  today: string;
  /** The first of the days that are summed up, in UTC. */
  from: string;
  /** Days without a removal are left out. Null when they could not be counted in time. */
  removals: { day: string; call: RemovalCall; count: number }[] | null;
  /** How many people removed something since the day `from`; null when they could not be counted in time. */
  removers: number | null;
  /** Refusals and restored removals since the day `from`; null when they could not be counted in time. */
  attempts: Attempts | null;
  /** Null when they could not be read in time. */
  latest: AuditRow[] | null;
}
