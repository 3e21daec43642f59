import { FINDINGS, type Finding } from '@/domain/overview/types';
import type { lists } from '@/domain/registry';

/** The status that each kind of user gets, in the order of KINDS. */
export type Statuses = readonly [number, number, number, number, number, number];

/** What is the Operator's: OMSs, accounts, and who is linked to them. */
export const OF_VENUES: Statuses = [401, 403, 200, 403, 200, 200];
/** What is the CoAdmin's: companies and roles in them. */
export const OF_COMPANIES: Statuses = [401, 403, 403, 200, 200, 200];
/** What everybody sees who manages anything. */
export const OF_MANAGERS: Statuses = [401, 403, 200, 200, 200, 200];

/** Who can't sign in is not told to a CoAdmin. */
function statusesOf(finding: Finding): Statuses {
  if (finding === 'companies-with-blocked-co-admins') return [401, 403, 403, 403, 200, 200];
  return finding.startsWith('companies') ? OF_COMPANIES : OF_VENUES;
}

/** The statuses of every list. */
export const STATUSES_OF_LISTS: Record<keyof typeof lists, Statuses> = {
  operators: OF_VENUES,
  'account-links': OF_VENUES,
  'company-roles': OF_COMPANIES,
  audit: OF_MANAGERS,
  companies: OF_COMPANIES,
  omses: OF_VENUES,
  people: OF_MANAGERS,
  users: OF_MANAGERS,
  'operator-people': OF_VENUES,
  accounts: OF_VENUES,
  ...(Object.fromEntries(FINDINGS.map((finding) => [finding, statusesOf(finding)])) as Record<
    Finding,
    Statuses
  >),
};
