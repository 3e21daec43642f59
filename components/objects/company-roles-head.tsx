'use client';

import { useQuery } from '@tanstack/react-query';
import type { Reference } from '@/domain/lists/types';
import { listOptions } from '../data/queries';
import { initialParams } from '../list/list-params';
import { useListParams } from '../list/use-list-params';
import { nameOf } from '../ui/named';
import { PageTitle } from '../ui/page-title';
import { useListTitle } from './use-list-title';

/** The head of the list of company roles. A company has a page of its own, so only the title tells which one it is. */
export function CompanyRolesHead() {
  const { company: id } = useListParams().params;
  const { data, isLoading } = useQuery({
    ...listOptions<Reference>('companies', { ...initialParams, id }),
    enabled: id !== null,
  });
  const company = data?.rows.find((row) => row.id === id);
  const name = company ? nameOf({ kind: 'company', ...company }) : null;
  useListTitle('Company roles', isLoading ? undefined : name);
  return (
    <PageTitle title="Company roles">
      Who holds which role in which company. Removing one role leaves the others as they are.
    </PageTitle>
  );
}
