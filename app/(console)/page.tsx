import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { overviewOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { NothingToManage } from '@/components/overview/nothing-to-manage';
import { Overview } from '@/components/overview/overview';
import { TryThis } from '@/components/overview/try-this';
import { PageTitle } from '@/components/ui/page-title';
import { runPageQuery } from '@/console/api/run-page-query';
import { isDemo } from '@/console/session/demo-sign-ins';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { getOverview } from '@/domain/overview/get';
import { OwnPage } from './own-page';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const actor = await requirePage();
  if (!can(actor, 'overview:read'))
    return (
      <OwnPage>
        <NothingToManage />
      </OwnPage>
    );
  queryClient().setQueryData(overviewOptions.queryKey, await runPageQuery(getOverview, {}));
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <PageTitle title="Overview">Open risks and recent changes.</PageTitle>
        {isDemo() && <TryThis rights={actor} />}
        <Overview />
      </HydrationBoundary>
    </OwnPage>
  );
}
