'use client';

import { Skeleton, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './list.module.css';
import type { Column, ListResource } from './list-resource';
import { orderOf } from './order';
import type { useListParams } from './use-list-params';

/** Widths in percent of the bars that are placeholders for loading rows. No two are alike. */
const SKELETON_WIDTHS = [74, 58, 66, 82, 51, 70, 62, 78, 55, 86];

/** Repeats the roles of the elements, because browsers drop a table's semantics when its display changes. */
const AS = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  heading: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

interface Props<Row> {
  resource: TableResource<Row>;
  /** Undefined while the first page loads. */
  rows: Row[] | undefined;
  rowAction: ((row: Row) => ReactNode) | undefined;
  /** Left out if the order is fixed. */
  state?: ReturnType<typeof useListParams>;
}

/** What a table needs to know about a list. */
export type TableResource<Row> = Pick<ListResource<Row>, 'columns' | 'rowKey' | 'usual'>;

/** The rows. On a narrow screen each becomes a card. */
export function ListTable<Row>({ resource, rows, rowAction, state }: Props<Row>) {
  const { columns } = resource;
  return (
    <table className={classes.table} {...AS.table} aria-busy={rows === undefined}>
      <thead {...AS.group}>
        <tr {...AS.row}>
          {columns.map((column) => (
            <HeaderCell key={column.header} column={column} resource={resource} state={state} />
          ))}
          {rowAction && (
            <th {...AS.heading} className={classes.actionCell}>
              <VisuallyHidden>Action</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody {...AS.group}>
        {rows
          ? rows.map((row) => (
              <tr key={resource.rowKey(row)} {...AS.row}>
                {columns.map((column) => (
                  <td key={column.header} {...AS.cell} data-label={column.header}>
                    {column.cell(row)}
                  </td>
                ))}
                {rowAction && (
                  <td {...AS.cell} className={classes.actionCell}>
                    {rowAction(row)}
                  </td>
                )}
              </tr>
            ))
          : SKELETON_WIDTHS.map((width) => (
              <tr key={width} {...AS.row}>
                {columns.map((column) => (
                  <td key={column.header} {...AS.cell}>
                    <Skeleton height={12} width={`${width}%`} />
                  </td>
                ))}
                {rowAction && <td {...AS.cell} />}
              </tr>
            ))}
      </tbody>
    </table>
  );
}

function HeaderCell<Row>(props: {
  column: Column<Row>;
  resource: TableResource<Row>;
  state: Props<Row>['state'];
}) {
  const { column, resource, state } = props;
  const style = column.width === undefined ? undefined : { width: `${column.width}rem` };
  if (!column.sort || !state) {
    return (
      <th {...AS.heading} style={style}>
        {column.header}
      </th>
    );
  }
  const { sort } = column;
  const order = orderOf(state.params, resource.usual);
  const { direction } = order;
  const isActive = order.sort === sort;
  const Icon = isActive ? (direction === 'asc' ? IconArrowUp : IconArrowDown) : IconSelector;
  return (
    <th
      {...AS.heading}
      style={style}
      aria-sort={isActive ? (direction === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <UnstyledButton
        className={classes.sort}
        onClick={() => state.sortBy(sort, isActive && direction === 'asc' ? 'desc' : 'asc')}
      >
        {column.header}
        <Icon size={14} aria-hidden opacity={isActive ? 1 : 0.45} />
      </UnstyledButton>
    </th>
  );
}
