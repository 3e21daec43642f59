'use client';

import { debounce, useQueryStates } from 'nuqs';
import type { PageSize } from '@/domain/paging';
import { FILTER_NAMES, type FilterName, type ListParams, listParsers } from './list-params';

const TYPING_MS = 250;

/**
 * The list's state in the address, and the ways to change it. Whatever changes what is listed begins at the
 * first page again.
 */
export function useListParams() {
  const [params, setParams] = useQueryStates(listParsers, { history: 'push' });
  const change = (changes: Partial<ListParams>) => setParams({ cursor: null, ...changes });
  return {
    params,
    isNarrowed: params.search !== '' || FILTER_NAMES.some((name) => params[name] !== null),
    search: (term: string) =>
      // What is typed must not fill the history with every letter.
      setParams(
        { search: term || null, cursor: null },
        { history: 'replace', limitUrlUpdates: debounce(TYPING_MS) },
      ),
    filter: <Name extends FilterName>(name: Name, value: ListParams[Name]) => change({ [name]: value }),
    sortBy: (sort: string, direction: ListParams['direction']) => change({ sort, direction }),
    resize: (size: PageSize) => change({ size }),
    goTo: (cursor: string | null) => setParams({ cursor }),
    clear: () => change({ search: '', oms: null, company: null, role: null, outcome: null }),
  };
}
