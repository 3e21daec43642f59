'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { Page } from '@/domain/lists/paging';
import { listOptions } from '../data/queries';
import classes from './list.module.css';
import { ListEmpty } from './list-empty';
import { ListPager } from './list-pager';
import { areDaysReversed, type ListParams } from './list-params';
import type { ListResource } from './list-resource';
import { type Boxes, ListTable } from './list-table';
import { ListToolbar } from './list-toolbar';
import { useListParams } from './use-list-params';

interface Props<Row> {
  resource: ListResource<Row>;
  /** Fixed filters of the page, which the user can't change. */
  fixed?: Partial<ListParams> | undefined;
  /** The last cell of a row: its actions. */
  rowAction?: ((row: Row) => ReactNode) | undefined;
  /** Boxes that select rows. */
  boxes?: Boxes<Row> | undefined;
  /** Renders the rows in another way than the table does. */
  renderRows?: (shown: ShownRows<Row>) => ReactNode;
  /** Shown below the rows, for what the list shows now. */
  children?: (shown: ShownList<Row>) => ReactNode;
}

/** What a list shows now, and how many rows match. */
export interface ShownList<Row> {
  rows: Row[];
  params: ListParams;
  total: Page<Row>['total'] | undefined;
}

export interface ShownRows<Row> {
  /** Undefined while the first page loads. */
  rows: Row[] | undefined;
  /** Whether these are the rows of an earlier search, page or order. They can't be used. */
  areOutdated: boolean;
  state: ReturnType<typeof useListParams>;
}

/** The one list component: search, filters, order, pages and empty states for every kind of row. */
export function ResourceList<Row>(props: Props<Row>) {
  const { resource, fixed, rowAction, boxes, renderRows, children } = props;
  const state = useListParams();
  const table = useRef<HTMLDivElement>(null);
  const params = { ...state.params, ...fixed };
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(
    listOptions<Row>(resource.list, params),
  );
  // While the next rows load, the last ones stay visible, but they do not show whether the list is empty.
  const isEmpty = data?.rows.length === 0 && !isPlaceholderData;

  return (
    <section>
      <ListToolbar
        resource={resource}
        state={state}
        fixed={fixed}
        total={data?.total}
        isFetching={isFetching}
      />
      {error && !isFetching ? (
        <ListEmpty
          error={error}
          onRetry={() => refetch()}
          onClear={state.clear}
          onSwapDays={
            areDaysReversed(params) ? () => state.change({ from: params.to, to: params.from }) : undefined
          }
          resource={resource}
        />
      ) : isEmpty ? (
        <ListEmpty
          resource={resource}
          onRetry={() => refetch()}
          onClear={state.clear}
          isNarrowed={state.isNarrowed}
          isAboutOne={resource.about !== undefined && state.isOnly(resource.about.filter)}
          onFirstPage={params.cursor === null ? undefined : () => state.goTo(null)}
        />
      ) : (
        <>
          <div ref={table} tabIndex={-1} className={classes.rows}>
            {renderRows ? (
              renderRows({ rows: data?.rows, areOutdated: isPlaceholderData, state })
            ) : (
              <ListTable
                resource={resource}
                rows={data?.rows}
                areOutdated={isPlaceholderData}
                boxes={boxes}
                rowAction={rowAction}
                state={state}
              />
            )}
          </div>
          <ListPager
            page={isPlaceholderData ? undefined : data}
            state={state}
            // The page that comes begins at its first row, for the eyes and for the keyboard.
            onTurn={() => {
              // The focus alone would show the middle of a page that is higher than the window.
              table.current?.focus({ preventScroll: true });
              table.current?.scrollIntoView();
            }}
          />
        </>
      )}
      {children?.({ rows: data?.rows ?? [], params, total: data?.total })}
    </section>
  );
}
