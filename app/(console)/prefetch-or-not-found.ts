import type { DataTag, QueryKey } from '@tanstack/react-query';
import { notFound } from 'next/navigation';
import { queryClient } from '@/components/data/query-client';
import { readOnce } from '@/console/api/read-once';
import { Refusal } from '@/domain/call/errors';
import type { Query } from '@/domain/call/operation';

/**
 * Reads the one thing that a page shows, so that the page already contains it. A thing that the actor may not
 * see gives the same answer as one that does not exist.
 *
 * @param options how the page would fetch the thing itself
 */
export async function prefetchOrNotFound<Reply>(
  options: { queryKey: DataTag<QueryKey, Reply, Error> },
  { query, request }: { query: Query<Reply>; request: object },
): Promise<void> {
  const reply = await readOnce(query, request).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  queryClient().setQueryData(options.queryKey, reply);
}
