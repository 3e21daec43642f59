'use client';

import { SelectBox } from './select-box';
import type { Selection } from './use-selection';

interface PageBoxProps<Row> {
  selection: Selection<Row>;
  /** The rows of the page that can be selected. */
  page: Row[];
}

/** The box in the table's head: all rows of the page. */
export function PageBox<Row>({ selection, page }: PageBoxProps<Row>) {
  const count = page.filter(selection.has).length;
  const isAll = count > 0 && count === page.length;
  return (
    <SelectBox
      label="Select all on this page"
      isChecked={isAll}
      isInPart={count > 0 && !isAll}
      onChange={() => selection.select(page, !isAll)}
    />
  );
}

interface RowBoxProps<Row> extends PageBoxProps<Row> {
  row: Row;
  name: string;
  /** The id of the text that says why the row can't be removed. */
  refusedBy?: string | undefined;
}

/** The box of a row. */
export function RowBox<Row>({ selection, page, row, name, refusedBy }: RowBoxProps<Row>) {
  return (
    <SelectBox
      label={`Select: ${name}`}
      isChecked={selection.has(row)}
      refusedBy={refusedBy}
      onChange={(_, isRange) => selection.toggle(row, { page, isRange })}
    />
  );
}
