import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from '@/app/search-params';
import { personOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { Person } from '@/components/people/person';
import { AuditList } from '@/components/resources/audit';
import { runPageQuery } from '@/console/api/run-page-query';
import { requirePage } from '@/console/session/session';
import { Refusal } from '@/domain/call/errors';
import { can } from '@/domain/call/permissions';
import { getPerson } from '@/domain/users/get-person';
import { OwnPage } from '../../own-page';
import { PrefetchedList } from '../../prefetched-list';

export const metadata: Metadata = { title: 'Person' };

export default async function PersonPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const actor = await requirePage();
  const userId = Number((await params).id);
  // A person whom the actor may not see gives the same answer as one who does not exist.
  if (!can(actor, 'people:read')) notFound();
  const person = await runPageQuery(getPerson, { userId }).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  queryClient().setQueryData(personOptions(userId).queryKey, person);
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <Person id={userId}>
          <PrefetchedList list="audit" searchParams={searchParams} fixed={{ subject: userId }}>
            <AuditList only={{ subject: userId }} />
          </PrefetchedList>
        </Person>
      </HydrationBoundary>
    </OwnPage>
  );
}
