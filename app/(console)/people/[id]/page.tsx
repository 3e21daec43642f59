import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { PageProps } from '@/app/page-props';
import { personOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { Person } from '@/components/people/person';
import { AuditList } from '@/components/resources/audit';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { getPerson } from '@/domain/users/get-person';
import { OwnPage } from '../../own-page';
import { prefetchOrNotFound } from '../../prefetch-or-not-found';
import { PrefetchedList } from '../../prefetched-list';

export const metadata: Metadata = { title: 'Person' };

export default async function PersonPage({ params, searchParams }: PageProps<{ id: string }>) {
  const actor = await requirePage();
  const userId = Number((await params).id);
  if (!can(actor, 'people:read')) notFound();
  await prefetchOrNotFound(personOptions(userId), { query: getPerson, request: { userId } });
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
