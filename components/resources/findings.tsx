'use client';

import type { Concern, ConcernRow } from '@/domain/overview/types';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { CONCERN_WORDS } from '../ui/finding-labels';
import { NameLink } from '../ui/names';

function listOf(concern: Concern): ListResource<ConcernRow> {
  return {
    list: concern,
    noun: { one: 'of them', many: 'of them' },
    searchHint: 'Search by name or id',
    rowKey: ({ id }) => String(id),
    exports: [],
    usual: { sort: 'name', direction: 'asc' },
    filters: [],
    columns: [
      {
        header: 'Name',
        sort: 'name',
        cell: ({ id, name }) => <NameLink kind={CONCERN_WORDS[concern].kind} name={name} id={id} />,
      },
    ],
    empty: 'Nothing of this kind needs attention.',
  };
}

/** Everything that a number of the overview counts. */
export function ConcernList({ concern }: { concern: Concern }) {
  return <ResourceList resource={listOf(concern)} />;
}
