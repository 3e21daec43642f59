import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { PageProps } from '@/app/page-props';
import { Company } from '@/components/companies/company';
import { companyOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { AuditList } from '@/components/resources/audit';
import { nameOf } from '@/components/ui/named';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { getCompany } from '@/domain/companies/get';
import { OwnPage } from '../../own-page';
import { prefetchOrNotFound } from '../../prefetch-or-not-found';
import { PrefetchedList } from '../../prefetched-list';
import { titleOf } from '../../title-of';

type Props = PageProps<{ id: string }>;

const asked = async ({ params }: Props) => ({
  query: getCompany,
  request: { companyId: Number((await params).id) },
});

export const generateMetadata = async (props: Props): Promise<Metadata> =>
  titleOf(await asked(props), ({ id, name }) => `${nameOf({ kind: 'company', id, name })} · Companies`);

export default async function CompanyPage(props: Props) {
  const actor = await requirePage();
  const { request, query } = await asked(props);
  const { companyId } = request;
  if (!can(actor, 'companies:read')) notFound();
  await prefetchOrNotFound(companyOptions(companyId), { query, request });
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <Company id={companyId} mayRemove={can(actor, 'company-role:remove')}>
          <PrefetchedList list="audit" searchParams={props.searchParams} fixed={{ company: companyId }}>
            <AuditList only={{ company: companyId }} />
          </PrefetchedList>
        </Company>
      </HydrationBoundary>
    </OwnPage>
  );
}
