import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { PageProps } from '@/app/page-props';
import { personOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { doneBy, historyOf } from '@/components/people/history-of';
import { Person } from '@/components/people/person';
import { nameOf } from '@/components/ui/named';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { getPerson } from '@/domain/users/get-person';
import { OwnPage } from '../../own-page';
import { prefetchOrNotFound } from '../../prefetch-or-not-found';
import { PrefetchedList } from '../../prefetched-list';
import { titleOf } from '../../title-of';

type Props = PageProps<{ id: string }>;

const asked = async ({ params }: Props) => ({
  query: getPerson,
  request: { userId: Number((await params).id) },
});

export const generateMetadata = async (props: Props): Promise<Metadata> =>
  titleOf(
    await asked(props),
    ({ userId, userName }) => `${nameOf({ kind: 'person', id: userId, name: userName })} · People`,
  );

export default async function PersonPage(props: Props) {
  const actor = await requirePage();
  const { request, query } = await asked(props);
  const { userId } = request;
  if (!can(actor, 'people:read')) notFound();
  await prefetchOrNotFound(personOptions(userId), { query, request });
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <PrefetchedList list="audit" searchParams={Promise.resolve({})} fixed={historyOf(userId)}>
          <PrefetchedList list="audit" searchParams={Promise.resolve({})} fixed={doneBy(userId)}>
            <Person id={userId} />
          </PrefetchedList>
        </PrefetchedList>
      </HydrationBoundary>
    </OwnPage>
  );
}
