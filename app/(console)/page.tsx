import { callQuery } from '@/actions/call-query';
import { requirePage } from '@/actions/session';
import { PageTitle } from '@/components/feedback/page-title';
import { NothingToManage } from '@/components/overview/nothing-to-manage';
import { Overview } from '@/components/overview/overview';
import { getOverview } from '@/domain/overview/get';
import { can } from '@/domain/permissions';

export default async function OverviewPage() {
  const actor = await requirePage();
  if (!can(actor, 'overview:read')) return <NothingToManage />;
  return (
    <>
      <PageTitle title="Overview">What there is, and what needs attention.</PageTitle>
      <Overview overview={await callQuery(getOverview, {})} />
    </>
  );
}
