import type { Metadata } from 'next';
import { requirePage } from '@/actions/session';
import type { SearchParams } from '@/app/search-params';
import { PageTitle } from '@/components/feedback/page-title';
import { OperatorsList } from '@/components/resources/operators';
import { can } from '@/domain/permissions';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';

export const metadata: Metadata = { title: 'Operators' };

export default async function OperatorsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requirePage('operators:read');
  return (
    <OwnPage>
      <PageTitle title="Operators">
        Who manages which Order Management System. Unassigning takes the OMS away, never the permission or the
        user.
      </PageTitle>
      <PrefetchedList list="operators" searchParams={searchParams}>
        <OperatorsList mayRemove={can(actor, 'operator-oms:remove')} />
      </PrefetchedList>
    </OwnPage>
  );
}
