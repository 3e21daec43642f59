import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SearchParams } from '@/app/search-params';
import { listOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { type ListParams, listRequest, loadListParams } from '@/components/list/list-params';
import { callQuery } from '@/console/api/run-page-query';
import { Refusal } from '@/domain/call/errors';
import { lists } from '@/domain/registry';

interface Props {
  list: keyof typeof lists;
  searchParams: SearchParams;
  fixed?: Partial<ListParams>;
  children: ReactNode;
}

/** Reads the list's first screen on the server, so that the page arrives with its rows. */
export async function PrefetchedList({ list, searchParams, fixed, children }: Props) {
  const client = queryClient();
  const params = { ...(await loadListParams(searchParams)), ...fixed };
  const queryFn = () => callQuery<unknown>(lists[list], listRequest(params));
  await client.query({ ...listOptions(list, params), queryFn } as never).catch((error: unknown) => {
    // A refused address is the list's to explain: it asks again and shows the answer.
    if (!(error instanceof Refusal)) throw error;
  });
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
