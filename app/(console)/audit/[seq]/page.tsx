import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { AuditEntry } from '@/components/audit/audit-entry';
import { VerifyLog } from '@/components/audit/verify-log';
import { auditEntryOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { requirePage } from '@/console/session/session';
import { getAuditEntry } from '@/domain/audit-entries/get';
import { can } from '@/domain/call/permissions';
import { OwnPage } from '../../own-page';
import { prefetchOrNotFound } from '../../prefetch-or-not-found';

export const metadata: Metadata = { title: 'Audit entry' };

export default async function AuditEntryPage({ params }: PageProps<{ seq: string }>) {
  const actor = await requirePage('audit:read');
  const { seq } = await params;
  await prefetchOrNotFound(auditEntryOptions(seq), { query: getAuditEntry, request: { seq } });
  return (
    <OwnPage>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <AuditEntry seq={seq} />
        {can(actor, 'audit:verify') && <VerifyLog />}
      </HydrationBoundary>
    </OwnPage>
  );
}
