import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from '@/app/search-params';
import { ConcernList } from '@/components/resources/findings';
import { CONCERN_WORDS, isConcern } from '@/components/ui/finding-labels';
import { PageTitle } from '@/components/ui/page-title';
import { requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';
import { lists } from '@/domain/registry';
import { OwnPage } from '../../own-page';
import { PrefetchedList } from '../../prefetched-list';

export const metadata: Metadata = { title: 'Needs attention' };

export default async function ConcernPage({
  params,
  searchParams,
}: {
  params: Promise<{ concern: string }>;
  searchParams: SearchParams;
}) {
  const actor = await requirePage('overview:read');
  const { concern } = await params;
  if (!isConcern(concern) || !can(actor, lists[concern].permission)) notFound();
  const { title, why } = CONCERN_WORDS[concern];
  return (
    <OwnPage>
      <PageTitle title={title}>{why}</PageTitle>
      <PrefetchedList list={concern} searchParams={searchParams}>
        <ConcernList concern={concern} />
      </PrefetchedList>
    </OwnPage>
  );
}
