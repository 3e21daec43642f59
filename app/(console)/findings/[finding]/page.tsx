import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { PageProps } from '@/app/page-props';
import { shownWords } from '@/components/people/shown-words';
import { FindingList } from '@/components/resources/findings';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { FINDING_LABELS, isFinding } from '@/components/ui/finding-labels';
import { PageTitle } from '@/components/ui/page-title';
import { requirePage } from '@/console/session/session';
import { can, overseesAll } from '@/domain/call/permissions';
import { lists } from '@/domain/registry';
import { getPersonShown } from '@/domain/users/get-person-shown';
import { OwnPage } from '../../own-page';
import { PrefetchedList } from '../../prefetched-list';

type Props = PageProps<{ finding: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { finding } = await params;
  return { title: isFinding(finding) ? FINDING_LABELS[finding].title : 'Page not found' };
}

export default async function FindingPage({ params, searchParams }: Props) {
  const actor = await requirePage('overview:read');
  const { finding } = await params;
  if (!isFinding(finding) || !can(actor, lists[finding].permission)) notFound();
  const { title, why } = FINDING_LABELS[finding];
  return (
    <OwnPage>
      <Breadcrumbs from={{ label: 'Overview', href: '/' }}>{title}</Breadcrumbs>
      <PageTitle title={title}>
        {why} {finding === 'blocked-with-access' && shownWords(getPersonShown(actor)).unseen}
      </PageTitle>
      <PrefetchedList list={finding} searchParams={searchParams}>
        <FindingList finding={finding} seesLog={overseesAll(actor)} />
      </PrefetchedList>
    </OwnPage>
  );
}
