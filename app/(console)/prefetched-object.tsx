import { type DataTag, dehydrate, HydrationBoundary, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from '@/components/data/query-client';
import { readOnce } from '@/console/api/read-once';
import { Refusal } from '@/domain/call/errors';
import type { Query } from '@/domain/call/operation';

/**
 * Reads the one thing whose links a list shows, so that the page already contains it. Without one, or if the actor
 * may not see it, the page is that of the whole list.
 *
 * @param props.options how the page would fetch the thing itself
 */
export async function PrefetchedObject<Reply>(props: {
  options: { queryKey: DataTag<QueryKey, Reply, Error> };
  asked: { query: Query<Reply>; request: object } | null;
  children: ReactNode;
}) {
  const { options, asked, children } = props;
  const client = queryClient();
  try {
    if (asked) client.setQueryData(options.queryKey, await readOnce(asked.query, asked.request));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
