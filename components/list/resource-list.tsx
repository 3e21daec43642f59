'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listOptions } from '../data/queries';
import { ListEmpty } from './list-empty';
import { ListPager } from './list-pager';
import type { ListParams } from './list-params';
import type { ListResource } from './list-resource';
import { ListTable } from './list-table';
import { ListToolbar } from './list-toolbar';
import { useListParams } from './use-list-params';

interface Props<Row> {
  resource: ListResource<Row>;
  /** Filters that the page sets for good, and the reader can't change. */
  fixed?: Partial<ListParams> | undefined;
  /** The last cell of a row: what can be done with it. */
  rowAction?: ((row: Row) => ReactNode) | undefined;
}

/** The one list: search, filters, order, pages and the empty states, whatever the rows are. */
export function ResourceList<Row>({ resource, fixed, rowAction }: Props<Row>) {
  const state = useListParams();
  const params = { ...state.params, ...fixed };
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(
    listOptions<Row>(resource.list, params),
  );
  // While the next rows are on their way the last ones stay, but are nothing to go by.
  const isEmpty = data?.rows.length === 0 && !isPlaceholderData;

  return (
    <section aria-label={resource.noun.many}>
      <ListToolbar
        resource={resource}
        state={state}
        fixed={fixed}
        total={data?.total}
        isFetching={isFetching}
      />
      {error && !isFetching ? (
        <ListEmpty error={error} onRetry={() => refetch()} onClear={state.clear} resource={resource} />
      ) : isEmpty ? (
        <ListEmpty
          resource={resource}
          onRetry={() => refetch()}
          onClear={state.clear}
          isNarrowed={state.isNarrowed}
          onFirstPage={params.cursor === null ? undefined : () => state.goTo(null)}
        />
      ) : (
        <>
          <ListTable resource={resource} rows={data?.rows} rowAction={rowAction} state={state} />
          <ListPager page={isPlaceholderData ? undefined : data} state={state} />
        </>
      )}
    </section>
  );
}
