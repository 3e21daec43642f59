'use client';

import type { Reference } from '@/domain/lists/types';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { NameLink } from '../ui/names';

const people: ListResource<Reference> = {
  list: 'people',
  noun: { one: 'person', many: 'people' },
  searchHint: 'Search by user name or id',
  rowKey: ({ id }) => String(id),
  exports: [],
  usual: { sort: 'name', direction: 'asc' },
  filters: [],
  columns: [
    {
      header: 'Person',
      sort: 'name',
      cell: ({ id, name }) => <NameLink kind="person" name={name} id={id} />,
    },
  ],
  empty: 'People whose access you can see will appear here.',
};

/** Everyone whom the actor may see. */
export function PeopleList() {
  return <ResourceList resource={people} />;
}
