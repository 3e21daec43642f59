import type { ReactNode } from 'react';
import type { FilterName } from './list-params';

/** What differs from list to list. The list component does the rest. */
export interface ListResource<Row> {
  list: string;
  /** What the list counts, for example "assignment", "assignments". */
  noun: { one: string; many: string };
  /** The search field's placeholder, which says what the search covers. */
  searchHint: string;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  filters: Filter[];
  /** The default order. */
  usual: { sort: string; direction: 'asc' | 'desc' };
  /** The formats of the export. */
  exports: readonly ('csv' | 'json')[];
  /** Shown when there are no rows yet: the purpose of the page. */
  empty: string;
  /** The filter by which the page is about one thing, and what is shown when that thing has no rows. */
  about?: { filter: FilterName; title: string; empty: string };
}

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Name of the order that this column's header selects. */
  sort?: string;
  /** Whether a value needs its heading beside it where the list has no headings, such as one of two times. */
  isNamed?: boolean;
  /** Width in rem. Columns without one share the rest. */
  width?: number;
}

/** A choice among fixed values or among the rows of another list, a day, entries that a link names, or a preset. */
export type Filter =
  | {
      name: Extract<FilterName, 'role' | 'outcome' | 'kind' | 'call'>;
      label: string;
      options: { value: string; label: string }[];
    }
  | ReferenceTo
  | { name: Extract<FilterName, 'from' | 'to' | 'entries'>; label: string }
  | Preset;

export interface Preset {
  name: Extract<FilterName, 'isOnly' | 'isDefault' | 'signIn'>;
  /** What it means to be on, which is all that its chip says. */
  label: string;
  /** The value in the address when it is on. */
  on: string;
}

export const SIGN_IN_BLOCKED: Preset = { name: 'signIn', label: 'Sign-in blocked', on: 'blocked' };

export interface ReferenceTo {
  name: Extract<FilterName, 'oms' | 'company' | 'user' | 'account' | 'actor' | 'subject'>;
  label: string;
  list: 'people' | 'operator-people' | 'omses' | 'accounts' | 'companies';
}
