/** What the search on every page finds, by id, name or handle. */
export const SEARCH_KINDS = ['person', 'oms', 'account', 'company'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** One search result. */
export interface SearchHit {
  kind: SearchKind;
  id: number;
  name: string;
  /** Another name of the same thing, such as a user's name as an operator. */
  alias: string | null;
}
