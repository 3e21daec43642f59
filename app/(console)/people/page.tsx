import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { shownWords } from '@/components/people/shown-words';
import { PeopleList } from '@/components/resources/people';
import { PageTitle } from '@/components/ui/page-title';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { getPersonShown } from '@/domain/users/get-person-shown';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage({ searchParams }: PageProps) {
  const actor = await requirePage('people:read');
  const shown = getPersonShown(actor);
  return (
    <OwnPage>
      <PageTitle title="People">
        Everyone whose access you can see. A person’s page has all of it in one place.{' '}
        {shownWords(shown).unseen}
      </PageTitle>
      <PrefetchedList list="users" searchParams={searchParams}>
        <PeopleList
          operators={can(actor, 'operators:read')}
          signIn={shown.signIn !== 'none'}
          sessions={shown.sessions !== 'none'}
        />
      </PrefetchedList>
    </OwnPage>
  );
}
