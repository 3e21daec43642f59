import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from '@/app/search-params';
import { Company } from '@/components/companies/company';
import { companyOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { AuditList } from '@/components/resources/audit';
import { runPageQuery } from '@/console/api/run-page-query';
import { requirePage } from '@/console/session/session';
import { Refusal } from '@/domain/call/errors';
import { can } from '@/domain/call/permissions';
import { getCompany } from '@/domain/companies/get';
import { OwnPage } from '../../own-page';
import { PrefetchedList } from '../../prefetched-list';

export const metadata: Metadata = { title: 'Company' };

export default async function CompanyPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const actor = await requirePage();
  const companyId = Number((await params).id);
  // A company that the actor may not see gives the same answer as one that does not exist.
  if (!can(actor, 'companies:read')) notFound();
  const company = await runPageQuery(getCompany, { companyId }).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  queryClient().setQueryData(companyOptions(companyId).queryKey, company);
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <Company id={companyId} mayRemove={can(actor, 'company-role:remove')}>
          <PrefetchedList list="audit" searchParams={searchParams} fixed={{ company: companyId }}>
            <AuditList only={{ company: companyId }} />
          </PrefetchedList>
        </Company>
      </HydrationBoundary>
    </OwnPage>
  );
}
