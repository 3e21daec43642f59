import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AuditEntry } from '@/components/audit/audit-entry';
import { VerifyLog } from '@/components/audit/verify-log';
import { auditEntryOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { runPageQuery } from '@/console/api/run-page-query';
import { requirePage } from '@/console/session/session';
import { getAuditEntry } from '@/domain/audit-entries/get';
import { Refusal } from '@/domain/call/errors';
import { can } from '@/domain/call/permissions';
import { OwnPage } from '../../own-page';

export const metadata: Metadata = { title: 'Audit entry' };

export default async function AuditEntryPage({ params }: { params: Promise<{ seq: string }> }) {
  const actor = await requirePage('audit:read');
  const { seq } = await params;
  // An entry that the actor may not see gives the same answer as one that does not exist.
  const entry = await runPageQuery(getAuditEntry, { seq }).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  queryClient().setQueryData(auditEntryOptions(seq).queryKey, entry);
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <AuditEntry seq={seq} />
        {can(actor, 'audit:verify') && <VerifyLog />}
      </HydrationBoundary>
    </OwnPage>
  );
}
