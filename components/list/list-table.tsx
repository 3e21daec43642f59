'use client';

import { Skeleton, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './list.module.css';
import type { Column, ListResource } from './list-resource';
import type { useListParams } from './use-list-params';

/** Of the bars that stand for rows on their way, in percent: no two alike. */
const SKELETON_WIDTHS = [74, 58, 66, 82, 51, 70, 62, 78, 55, 86];

interface Props<Row> {
  resource: TableResource<Row>;
  /** Undefined while the first page is on its way. */
  rows: Row[] | undefined;
  rowAction: ((row: Row) => ReactNode) | undefined;
  /** Left out where the order is always the same. */
  state?: ReturnType<typeof useListParams>;
}

/** What a table has to know of a list. */
export type TableResource<Row> = Pick<ListResource<Row>, 'columns' | 'rowKey' | 'usual'>;

/**
 * The rows. On a narrow screen each becomes a card; the roles say again what the elements mean, since
 * browsers forget that a table is one when its display changes.
 */
export function ListTable<Row>({ resource, rows, rowAction, state }: Props<Row>) {
  const { columns } = resource;
  return (
    <Table className={classes.table} role="table" aria-busy={rows === undefined} highlightOnHover>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {columns.map((column) => (
            <HeaderCell key={column.header} column={column} resource={resource} state={state} />
          ))}
          {rowAction && (
            <Table.Th role="columnheader" className={classes.actionCell}>
              <span className={classes.unseen}>Action</span>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {rows
          ? rows.map((row) => (
              <Table.Tr key={resource.rowKey(row)} role="row">
                {columns.map((column) => (
                  <Table.Td key={column.header} role="cell" data-label={column.header}>
                    {column.cell(row)}
                  </Table.Td>
                ))}
                {rowAction && (
                  <Table.Td role="cell" className={classes.actionCell}>
                    {rowAction(row)}
                  </Table.Td>
                )}
              </Table.Tr>
            ))
          : SKELETON_WIDTHS.map((width) => (
              <Table.Tr key={width} role="row">
                {columns.map((column) => (
                  <Table.Td key={column.header} role="cell">
                    <Skeleton height={12} width={`${width}%`} />
                  </Table.Td>
                ))}
                {rowAction && <Table.Td role="cell" />}
              </Table.Tr>
            ))}
      </Table.Tbody>
    </Table>
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
      <Table.Th role="columnheader" style={style}>
        {column.header}
      </Table.Th>
    );
  }
  const { sort = column.sort } = column;
  const isActive = (state.params.sort ?? resource.usual.sort) === sort;
  const direction = state.params.direction ?? resource.usual.direction;
  const Icon = isActive ? (direction === 'asc' ? IconArrowUp : IconArrowDown) : IconSelector;
  return (
    <Table.Th
      role="columnheader"
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
    </Table.Th>
  );
}
