'use client';

import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { HeaderCell } from './header-cell';
import type { ListResource } from './list-resource';
import classes from './list-table.module.css';
import { AS } from './table-roles';
import type { useListParams } from './use-list-params';

/** Widths in percent of the bars that are placeholders for loading rows. No two are alike. */
const SKELETON_WIDTHS = [74, 58, 66, 82, 51, 70, 62, 78, 55, 86];

/** A box in the table's head or in a row. */
export interface Boxes<Row> {
  head: (rows: Row[]) => ReactNode;
  row: (row: Row, rows: Row[]) => ReactNode;
}

interface Props<Row> {
  resource: TableResource<Row>;
  /** Undefined while the first page loads. */
  rows: Row[] | undefined;
  /** Whether these are the rows of an earlier search, page or order. They can't be used. */
  areOutdated?: boolean;
  boxes?: Boxes<Row> | undefined;
  rowAction: ((row: Row) => ReactNode) | undefined;
  /** Left out if the order is fixed. */
  state?: ReturnType<typeof useListParams>;
}

/** What a table needs to know about a list. */
export type TableResource<Row> = Pick<ListResource<Row>, 'columns' | 'rowKey' | 'usual' | 'noun'>;

/** The rows. Where there is little width, each is two lines: its first column, and the others below. */
export function ListTable<Row>({ resource, rows, areOutdated, boxes, rowAction, state }: Props<Row>) {
  const { columns, noun } = resource;
  return (
    <div className={classes.container}>
      <table
        className={classes.table}
        {...AS.table}
        aria-label={noun.many}
        aria-busy={rows === undefined || areOutdated}
        data-boxes={boxes !== undefined}
      >
        <thead {...AS.group}>
          <tr {...AS.row}>
            {boxes && (
              <th {...AS.heading} className={classes.box}>
                {boxes.head(rows ?? [])}
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.header} column={column} usual={resource.usual} state={state} />
            ))}
            {rowAction && (
              <th {...AS.heading} className={classes.action}>
                <span className={classes.hidden}>Action</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody {...AS.group} inert={areOutdated}>
          {rows
            ? rows.map((row) => (
                <tr key={resource.rowKey(row)} {...AS.row}>
                  {boxes && (
                    <td {...AS.cell} className={classes.box}>
                      {boxes.row(row, rows)}
                    </td>
                  )}
                  {columns.map((column, index) => (
                    <td
                      key={column.header}
                      {...AS.cell}
                      className={index === 0 ? classes.title : classes.detail}
                      data-heading={column.isNamed ? column.header : undefined}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                  {rowAction && (
                    <td {...AS.cell} className={classes.action}>
                      {rowAction(row)}
                    </td>
                  )}
                </tr>
              ))
            : SKELETON_WIDTHS.map((width) => (
                <tr key={width} {...AS.row}>
                  {boxes && <td {...AS.cell} className={classes.box} />}
                  {columns.map((column) => (
                    <td key={column.header} {...AS.cell}>
                      <Skeleton height={12} width={`${width}%`} />
                    </td>
                  ))}
                  {rowAction && <td {...AS.cell} className={classes.action} />}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}
