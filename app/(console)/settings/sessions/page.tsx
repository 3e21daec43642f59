import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ownSessionsOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { OwnSessions } from '@/components/sessions/own-sessions';
import { PageTitle } from '@/components/ui/page-title';
import { runPageQuery } from '@/console/api/run-page-query';
import { requirePage } from '@/console/session/session';
import { getOwnSessions } from '@/domain/sessions/get-own-sessions';
import { OwnPage } from '../../own-page';

export const metadata: Metadata = { title: 'Your sessions' };

export default async function SessionsPage() {
  await requirePage();
  queryClient().setQueryData(ownSessionsOptions.queryKey, await runPageQuery(getOwnSessions, {}));
  return (
    <OwnPage>
      <PageTitle title="Your sessions">
        Where you are signed in. End a session that you don’t know, and tell your exchange’s administrator.
      </PageTitle>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <OwnSessions />
      </HydrationBoundary>
    </OwnPage>
  );
}
