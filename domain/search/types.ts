/** The things that the search on every page finds, by id, name or handle. */
export const SEARCH_KINDS = ['person', 'oms', 'account', 'company'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Everything that it finds, in this order. Audit entries are found by their number alone. */
export const HIT_KINDS = [...SEARCH_KINDS, 'entry'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** One search result. */
export interface SearchHit {
  kind: HitKind;
  id: number;
  /** Of an entry, what it is about. */
  name: string;
  /** Another name of the same thing, such as a user's name as an operator. */
  alias: string | null;
}
