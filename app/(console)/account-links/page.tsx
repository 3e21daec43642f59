import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { AccountLinksList } from '@/components/resources/account-links';
import { PageTitle } from '@/components/ui/page-title';
import { requirePage } from '@/console/session/session';
import { listAccounts } from '@/domain/accounts/list';
import { can } from '@/domain/call/permissions';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';
import { titleOfList } from '../title-of';

export const generateMetadata = async ({ searchParams }: PageProps): Promise<Metadata> =>
  titleOfList({ title: 'Account links', of: listAccounts, id: (await searchParams).account });

export default async function AccountLinksPage({ searchParams }: PageProps) {
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
