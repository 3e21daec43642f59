'use client';

import type { Reference } from '@/domain/lists/types';
import type { Finding } from '@/domain/overview/types';
import type { SearchKind } from '@/domain/search/types';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { FINDING_LABELS } from '../ui/finding-labels';
import { NameLink } from '../ui/names';

const NOUNS: Record<SearchKind, { one: string; many: string }> = {
  person: { one: 'person', many: 'people' },
  oms: { one: 'OMS', many: 'OMSs' },
  account: { one: 'account', many: 'accounts' },
  company: { one: 'company', many: 'companies' },
};

function listOf(finding: Finding): ListResource<Reference> {
  return {
    list: finding,
    noun: NOUNS[FINDING_LABELS[finding].kind],
    searchHint: 'Search by name or id',
    rowKey: ({ id }) => String(id),
    exports: [],
    usual: { sort: 'name', direction: 'asc' },
    filters: [],
    columns: [
      {
        header: 'Name',
        sort: 'name',
        cell: ({ id, name }) => <NameLink kind={FINDING_LABELS[finding].kind} name={name} id={id} />,
      },
    ],
    empty: 'Nothing of this kind needs attention.',
  };
}

/** All rows of a finding. */
export function FindingList({ finding }: { finding: Finding }) {
  return <ResourceList resource={listOf(finding)} />;
}
