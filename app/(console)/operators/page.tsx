import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { OperatorsList } from '@/components/resources/operators';
import { PageTitle } from '@/components/ui/page-title';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { listOmses } from '@/domain/omses/list';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';
import { titleOfList } from '../title-of';

export const generateMetadata = async ({ searchParams }: PageProps): Promise<Metadata> =>
  titleOfList({ title: 'Operators', of: listOmses, id: (await searchParams).oms });

export default async function OperatorsPage({ searchParams }: PageProps) {
  const actor = await requirePage('operators:read');
  return (
    <OwnPage>
      <PageTitle title="Operators">
        Who manages which Order Management System. Unassigning keeps the permission and the user.
      </PageTitle>
      <PrefetchedList list="operators" searchParams={searchParams}>
        <OperatorsList mayRemove={can(actor, 'operator-oms:remove')} />
      </PrefetchedList>
    </OwnPage>
  );
}
