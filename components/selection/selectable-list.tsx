'use client';

import type { ComponentType, ReactNode } from 'react';
import type { ListParams } from '../list/list-params';
import type { ListResource } from '../list/list-resource';
import { ResourceList, type ShownList } from '../list/resource-list';
import { plainWords, type Sentence } from '../ui/sentence';
import { PageBox, RowBox } from './row-box';
import { type Selection, useSelectedPart } from './use-selection';

/** What works on the selected rows: the bar, and the dialog that it opens. */
export interface SelectedProps<Row> {
  list: string;
  rowKey: (row: Row) => string;
  selection: Selection<Row>;
  shown: ShownList<Row>;
}

interface Props<Row> {
  resource: ListResource<Row>;
  rowName: (row: Row) => string | Sentence;
  /** The id of the text that says why a row can't be selected. */
  refusedBy?: (row: Row) => string | undefined;
  rowAction?: (row: Row) => ReactNode;
  fixed?: Partial<ListParams> | undefined;
  /** Imports what works on the selected rows. */
  fetchPart: () => Promise<ComponentType<SelectedProps<Row>>>;
}

/** A list whose rows can be selected. */
export function SelectableList<Row>(props: Props<Row>) {
  const { resource, rowName, refusedBy = () => undefined, rowAction, fixed, fetchPart } = props;
  const { list, rowKey } = resource;
  const { selection, Part } = useSelectedPart(rowKey, fetchPart);
  const selectable = (page: Row[]) => page.filter((row) => refusedBy(row) === undefined);
  return (
    <ResourceList
      resource={resource}
      fixed={fixed}
      rowAction={rowAction}
      boxes={{
        head: (page) => <PageBox selection={selection} page={selectable(page)} />,
        row: (row, page) => (
          <RowBox
            selection={selection}
            page={selectable(page)}
            row={row}
            name={plainWords(rowName(row))}
            refusedBy={refusedBy(row)}
          />
        ),
      }}
    >
      {(shown) => Part && <Part {...{ list, rowKey, selection, shown }} />}
    </ResourceList>
  );
}
