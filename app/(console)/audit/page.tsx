import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { VerifyLog } from '@/components/audit/verify-log';
import { AuditList } from '@/components/resources/audit';
import { PageTitle } from '@/components/ui/page-title';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { OwnPage } from '../own-page';
import { PrefetchedList } from '../prefetched-list';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditPage({ searchParams }: PageProps) {
  const actor = await requirePage('audit:read');
  return (
    <OwnPage>
      <PageTitle title="Audit log">
        Every attempt to remove, restore or change access, whether it was done, refused or failed.
      </PageTitle>
      <PrefetchedList list="audit" searchParams={searchParams}>
        <AuditList
          choices={[
            ...(can(actor, 'companies:read') ? (['company'] as const) : []),
            ...(can(actor, 'omses:read') ? (['oms'] as const) : []),
            ...(can(actor, 'account-links:read') ? (['account'] as const) : []),
          ]}
          status={can(actor, 'audit:verify') && <VerifyLog />}
        />
      </PrefetchedList>
    </OwnPage>
  );
}
