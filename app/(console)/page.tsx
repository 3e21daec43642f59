import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { callQuery } from '@/actions/call-query';
import { requirePage } from '@/actions/session';
import { overviewOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { PageTitle } from '@/components/feedback/page-title';
import { NothingToManage } from '@/components/overview/nothing-to-manage';
import { Overview } from '@/components/overview/overview';
import { getOverview } from '@/domain/overview/get';
import { can } from '@/domain/permissions';
import { OwnPage } from './own-page';

export default async function OverviewPage() {
  const actor = await requirePage();
  if (!can(actor, 'overview:read'))
    return (
      <OwnPage>
        <NothingToManage />
      </OwnPage>
    );
  queryClient().setQueryData(overviewOptions.queryKey, await callQuery(getOverview, {}));
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <PageTitle title="Overview">What there is, what needs attention, and what was done lately.</PageTitle>
        <Overview />
      </HydrationBoundary>
    </OwnPage>
  );
}
