import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SearchParams } from '@/app/page-props';
import { listOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { type ListParams, loadListParams, requestOf } from '@/components/list/list-params';
import { runPageQuery } from '@/console/api/run-page-query';
import { Refusal } from '@/domain/call/errors';
import type { Page } from '@/domain/lists/paging';
import { lists } from '@/domain/registry';

interface Props {
  list: keyof typeof lists;
  searchParams: SearchParams;
  fixed?: Partial<ListParams>;
  children: ReactNode;
}

/** Reads the list's first page on the server, so that the page already contains its rows. */
export async function PrefetchedList({ list, searchParams, fixed, children }: Props) {
  const client = queryClient();
  const params = { ...(await loadListParams(searchParams)), ...fixed };
  const queryFn = () => runPageQuery<Page<unknown>>(lists[list], requestOf(params));
  await client.query({ ...listOptions<unknown>(list, params), queryFn }).catch((error: unknown) => {
    // The list itself shows a refusal: it sends the request again in the browser.
    if (!(error instanceof Refusal)) throw error;
  });
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
