import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { omsOptions } from '@/components/data/queries';
import { loadListParams } from '@/components/list/list-params';
import { OperatorsHead } from '@/components/objects/operators-head';
import { OperatorsList } from '@/components/resources/operators';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { getOms } from '@/domain/omses/get';
import { listOmses } from '@/domain/omses/list';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';
import { PrefetchedObject } from '../prefetched-object';
import { titleOfList } from '../title-of';

export const generateMetadata = async ({ searchParams }: PageProps): Promise<Metadata> =>
  titleOfList({ title: 'Operators', kind: 'oms', of: listOmses, id: (await searchParams).oms });

export default async function OperatorsPage({ searchParams }: PageProps) {
  const actor = await requirePage('operators:read');
  const { oms: id } = await loadListParams(searchParams);
  return (
    <OwnPage>
      <PrefetchedObject
        options={omsOptions(id ?? 0)}
        asked={id === null ? null : { query: getOms, request: { omsId: id } }}
      >
        <OperatorsHead />
      </PrefetchedObject>
      <PrefetchedList list="operators" searchParams={searchParams}>
        <OperatorsList mayRemove={can(actor, 'operator-oms:remove')} />
      </PrefetchedList>
    </OwnPage>
  );
}
