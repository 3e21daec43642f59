'use client';

import classes from './row-box.module.css';
import type { Selection } from './use-selection';

interface PageBoxProps<Row> {
  selection: Selection<Row>;
  page: Row[];
}

/** The box in the table's head: all rows of the page. */
export function PageBox<Row>({ selection, page }: PageBoxProps<Row>) {
  const count = page.filter(selection.has).length;
  const isAll = count > 0 && count === page.length;
  return (
    <label className={classes.box}>
      <input
        type="checkbox"
        aria-label="Select all on this page"
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !isAll;
        }}
        onChange={() => selection.select(page, !isAll)}
      />
    </label>
  );
}

interface RowBoxProps<Row> extends PageBoxProps<Row> {
  row: Row;
  name: string;
}

/** The box of a row. With Shift it ticks every row from the last ticked one on. */
export function RowBox<Row>({ selection, page, row, name }: RowBoxProps<Row>) {
  return (
    <label className={classes.box}>
      <input
        type="checkbox"
        aria-label={`Select: ${name}`}
        checked={selection.has(row)}
        onChange={({ nativeEvent }) =>
          selection.toggle(row, { page, isRange: (nativeEvent as MouseEvent).shiftKey })
        }
      />
    </label>
  );
}
