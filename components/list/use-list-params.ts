'use client';

import { useQueryStates } from 'nuqs';
import type { PageSize } from '@/domain/lists/paging';
import { FILTER_NAMES, type FilterName, initialParams, type ListParams, listParsers } from './list-params';

/**
 * The list's state in the address, and functions that change it. A change of search, filters or order returns
 * to the first page.
 */
export function useListParams() {
  const [params, setParams] = useQueryStates(listParsers, { history: 'push' });
  const change = (changes: Partial<ListParams>) => setParams({ cursor: null, ...changes });
  return {
    params,
    isNarrowed: params.search !== '' || FILTER_NAMES.some((name) => params[name] !== null),
    /** Whether this filter is set, and nothing else limits the rows. */
    isOnly: (filter: FilterName) =>
      params.search === '' && FILTER_NAMES.every((name) => (params[name] !== null) === (name === filter)),
    // Going back must leave the search, not the list, and not step through every word.
    search: (term: string, isFurther: boolean) =>
      setParams({ search: term, cursor: null }, { history: isFurther ? 'replace' : 'push' }),
    change,
    filter: <Name extends FilterName>(name: Name, value: ListParams[Name]) => change({ [name]: value }),
    sortBy: (sort: string, direction: ListParams['direction']) => change({ sort, direction }),
    resize: (size: PageSize) => change({ size }),
    goTo: (cursor: string | null) => setParams({ cursor }),
    clear: () => setParams({ ...initialParams, size: params.size }),
  };
}
