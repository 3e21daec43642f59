/** What can be found wherever one is: by id, name or handle. */
export const SEARCH_KINDS = ['person', 'oms', 'account', 'company'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** One thing that was found. */
export interface SearchHit {
  kind: SearchKind;
  id: number;
  name: string;
  /** What else it is called, such as a user as an operator. */
  alias: string | null;
}
