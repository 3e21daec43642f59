import type { LastRemoval } from '../audit-entries/types';

/** An OMS, above the list of its operators. */
export interface OmsView {
  id: number;
  name: string;
  /** The operators, and those of them who can sign in: each at most 1,001, which means more than 1,000. */
  operators: number;
  ableOperators: number;
  /** The accounts that trade there, up to the same number. */
  accounts: number;
  /** Null unless no operator can sign in. */
  lastRemoval: LastRemoval | null;
}
