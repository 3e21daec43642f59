import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { accountOptions } from '@/components/data/queries';
import { loadListParams } from '@/components/list/list-params';
import { AccountLinksHead } from '@/components/objects/account-links-head';
import { AccountLinksList } from '@/components/resources/account-links';
import { requirePage } from '@/console/session/session';
import { getAccount } from '@/domain/accounts/get';
import { listAccounts } from '@/domain/accounts/list';
import { can } from '@/domain/call/permissions';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';
import { PrefetchedObject } from '../prefetched-object';
import { titleOfList } from '../title-of';

export const generateMetadata = async ({ searchParams }: PageProps): Promise<Metadata> =>
  titleOfList({
    title: 'Account links',
    kind: 'account',
    of: listAccounts,
    id: (await searchParams).account,
  });

export default async function AccountLinksPage({ searchParams }: PageProps) {
  const actor = await requirePage('account-links:read');
  const { account: id } = await loadListParams(searchParams);
  return (
    <OwnPage>
      <PrefetchedObject
        options={accountOptions(id ?? 0)}
        asked={id === null ? null : { query: getAccount, request: { accountId: id } }}
      >
        <AccountLinksHead />
      </PrefetchedObject>
      <PrefetchedList list="account-links" searchParams={searchParams}>
        <AccountLinksList mayRemove={can(actor, 'user-account:remove')} />
      </PrefetchedList>
    </OwnPage>
  );
}
