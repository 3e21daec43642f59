'use client';

import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { Column, ListResource } from './list-resource';
import classes from './list-table.module.css';
import { orderOf } from './order';
import { AS } from './table-roles';
import type { useListParams } from './use-list-params';

interface Props<Row> {
  column: Column<Row>;
  usual: ListResource<Row>['usual'];
  state: ReturnType<typeof useListParams> | undefined;
}

/** A column's heading. If the column can be sorted, it is a button that does. */
export function HeaderCell<Row>({ column, usual, state }: Props<Row>) {
  const style = column.width === undefined ? undefined : { width: `${column.width}rem` };
  if (!column.sort || !state) {
    return (
      <th {...AS.heading} style={style}>
        {column.header}
      </th>
    );
  }
  const { sort } = column;
  const order = orderOf(state.params, usual);
  const { direction } = order;
  const isActive = order.sort === sort;
  const Icon = isActive ? (direction === 'asc' ? IconArrowUp : IconArrowDown) : IconSelector;
  return (
    <th
      {...AS.heading}
      style={style}
      aria-sort={isActive ? (direction === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => state.sortBy(sort, isActive && direction === 'asc' ? 'desc' : 'asc')}
      >
        {column.header}
        <Icon size={14} aria-hidden opacity={isActive ? 1 : 0.45} />
      </button>
    </th>
  );
}
