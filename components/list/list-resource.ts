import type { ReactNode } from 'react';
import type { FilterName } from './list-params';

/** What differs from list to list. A resource brings it, the list component does the rest. */
export interface ListResource<Row> {
  /** Name under /api/lists. */
  list: string;
  /** What is counted, for example "assignment", "assignments". */
  noun: { one: string; many: string };
  /** What can be searched for, as the search field's placeholder. */
  searchHint: string;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  filters: Filter[];
  /** The order when none is chosen. */
  usual: { sort: string; direction: 'asc' | 'desc' };
  /** The forms in which it can be taken away. */
  exports: readonly ('csv' | 'json')[];
  /** Said when there is nothing yet: what the page is for. */
  empty: string;
}

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Name of the order that this column's header switches on. */
  sort?: string;
  /** Width in rem; the rest is shared. */
  width?: number;
}

/** A choice among fixed values, among the rows of another list, or a day. */
export type Filter =
  | {
      name: Extract<FilterName, 'role' | 'outcome' | 'call'>;
      label: string;
      options: { value: string; label: string }[];
    }
  | ReferenceTo
  | { name: Extract<FilterName, 'from' | 'to'>; label: string };

/** A filter by a row of another list. */
export interface ReferenceTo {
  name: Extract<FilterName, 'oms' | 'company' | 'user' | 'account' | 'actor' | 'subject'>;
  label: string;
  list: 'people' | 'omses' | 'accounts' | 'companies';
}
