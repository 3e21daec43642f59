import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { PageProps } from '@/app/page-props';
import { Company } from '@/components/companies/company';
import { companyOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { AuditList } from '@/components/resources/audit';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { getCompany } from '@/domain/companies/get';
import { OwnPage } from '../../own-page';
import { prefetchOrNotFound } from '../../prefetch-or-not-found';
import { PrefetchedList } from '../../prefetched-list';

export const metadata: Metadata = { title: 'Company' };

export default async function CompanyPage({ params, searchParams }: PageProps<{ id: string }>) {
  const actor = await requirePage();
  const companyId = Number((await params).id);
  if (!can(actor, 'companies:read')) notFound();
  await prefetchOrNotFound(companyOptions(companyId), { query: getCompany, request: { companyId } });
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
