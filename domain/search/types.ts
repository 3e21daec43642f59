/** What can be found wherever one is: by id, name or handle. */
export const LOOKUP_KINDS = ['person', 'oms', 'account', 'company'] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/** One thing that was found. */
export interface LookupHit {
  kind: LookupKind;
  id: number;
  name: string;
  /** What else it is called, such as a user as an operator. */
  alias: string | null;
}
