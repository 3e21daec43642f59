import type { Shares } from './shares';

/** What decides every row of a big world. */
export interface BigWorld {
  /** Number of links between users and accounts. All other numbers follow from it. */
  links: number;
  /** Number of audit entries. */
  entries: number;
  seed: number;
  /** The entries are of the year that ends here. */
  end: Date;
}

/** Fewer links would leave no room for the smallest number of each kind of row. */
export const MIN_LINKS = 100;
/** Up to here, every product of two numbers of a world is exact. */
export const MAX_LINKS = 100_000_000;

/** Every number of rows is in proportion to the number of links, except for the number of OMSs. */
export interface Size {
  users: number;
  accounts: number;
  /** Accounts that can have users. */
  usedAccounts: number;
  /** The last two are special: one has a single operator, the last neither operators nor accounts. */
  omses: number;
  operators: number;
  companies: number;
  links: Shares;
  assignments: Shares;
  roles: Shares;
}

const OMSES_AT_10_THOUSAND = 20;

/** Returns the numbers of rows. The number of OMSs doubles when the number of links is sixteen times as large. */
export function sizeOf({ links }: Pick<BigWorld, 'links'>): Size {
  const users = Math.floor(links / 3);
  const accounts = Math.floor(links / 2);
  const companies = Math.max(3, Math.round(links / 500));
  const assignments = Math.max(2, Math.round(links / 100));
  const operators = Math.max(1, Math.round(assignments / 3));
  return {
    users,
    accounts,
    usedAccounts: Math.floor(accounts * 0.98),
    omses: Math.max(8, Math.round(OMSES_AT_10_THOUSAND * (links / 10_000) ** 0.25)),
    operators,
    companies,
    links: { total: links, holders: users, served: 0.97, exponent: 0.3 },
    assignments: { total: assignments, holders: operators, served: 1, exponent: 0.7 },
    roles: { total: companies * 8, holders: companies, served: 1, exponent: 0.3 },
  };
}
