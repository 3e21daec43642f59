import type { Metadata } from 'next';
import { requirePage } from '@/actions/session';
import type { SearchParams } from '@/app/search-params';
import { PageTitle } from '@/components/feedback/page-title';
import { AccountLinksList } from '@/components/resources/account-links';
import { can } from '@/domain/permissions';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';

export const metadata: Metadata = { title: 'Account links' };

export default async function AccountLinksPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requirePage('account-links:read');
  return (
    <OwnPage>
      <PageTitle title="Account links">
        Who may use which account. Unlinking breaks the link; user and account always stay.
      </PageTitle>
      <PrefetchedList list="account-links" searchParams={searchParams}>
        <AccountLinksList mayRemove={can(actor, 'user-account:remove')} />
      </PrefetchedList>
    </OwnPage>
  );
}
