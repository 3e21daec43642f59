import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { PeopleList } from '@/components/resources/people';
import { PageTitle } from '@/components/ui/page-title';
import { requirePage } from '@/console/session/session';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage({ searchParams }: PageProps) {
  await requirePage('people:read');
  return (
    <OwnPage>
      <PageTitle title="People">
        Everyone whose access you can see. A person’s page has all of it in one place.
      </PageTitle>
      <PrefetchedList list="people" searchParams={searchParams}>
        <PeopleList />
      </PrefetchedList>
    </OwnPage>
  );
}
