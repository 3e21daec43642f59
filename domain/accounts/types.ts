import type { LastRemoval } from '../audit-entries/types';

/** An account, above the list of its users. */
export interface AccountView {
  id: number;
  handle: string;
  omsId: number;
  omsName: string;
  /** The users, and those of them who can sign in: each at most 1,001, which means more than 1,000. */
  users: number;
  ableUsers: number;
  /** Null unless no user can sign in. */
  lastRemoval: LastRemoval | null;
}
