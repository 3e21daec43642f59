import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { PageProps } from '@/app/page-props';
import { AuditEntry } from '@/components/audit/audit-entry';
import { VerifyLog } from '@/components/audit/verify-log';
import { auditEntryOptions } from '@/components/data/queries';
import { queryClient } from '@/components/data/query-client';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { requirePage } from '@/console/session/session';
import { getAuditEntry } from '@/domain/audit-entries/get';
import { can } from '@/domain/call/permissions';
import { OwnPage } from '../../own-page';
import { prefetchOrNotFound } from '../../prefetch-or-not-found';
import { titleOf } from '../../title-of';

type Props = PageProps<{ seq: string }>;

const asked = async ({ params }: Props) => ({ query: getAuditEntry, request: { seq: (await params).seq } });

export const generateMetadata = async (props: Props): Promise<Metadata> =>
  titleOf(await asked(props), ({ seq }) => `Entry ${seq} · Audit log`);

export default async function AuditEntryPage(props: Props) {
  const actor = await requirePage('audit:read');
  const { query, request } = await asked(props);
  const { seq } = request;
  await prefetchOrNotFound(auditEntryOptions(seq), { query, request });
  return (
    <OwnPage>
      <Breadcrumbs from={{ label: 'Audit log', href: '/audit' }}>Entry {seq}</Breadcrumbs>
      <HydrationBoundary state={dehydrate(queryClient())}>
        <AuditEntry seq={seq} />
        {can(actor, 'audit:verify') && <VerifyLog />}
      </HydrationBoundary>
    </OwnPage>
  );
}
