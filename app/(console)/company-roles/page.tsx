import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { CompanyRolesHead } from '@/components/objects/company-roles-head';
import { CompanyRolesList } from '@/components/resources/company-roles';
import { requirePage } from '@/console/session/session';
import { can, seesEverybody } from '@/domain/call/permissions';
import { listCompanies } from '@/domain/companies/list';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';
import { titleOfList } from '../title-of';

export const generateMetadata = async ({ searchParams }: PageProps): Promise<Metadata> =>
  titleOfList({
    title: 'Company roles',
    kind: 'company',
    of: listCompanies,
    id: (await searchParams).company,
  });

export default async function CompanyRolesPage({ searchParams }: PageProps) {
  const actor = await requirePage('company-roles:read');
  return (
    <OwnPage>
      <CompanyRolesHead />
      <PrefetchedList list="company-roles" searchParams={searchParams}>
        <CompanyRolesList mayRemove={can(actor, 'company-role:remove')} seesSignIn={seesEverybody(actor)} />
      </PrefetchedList>
    </OwnPage>
  );
}
