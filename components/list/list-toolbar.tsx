'use client';

import { CloseButton, Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type MouseEvent, useRef } from 'react';
import { USER_PARAM } from '@/console/session/paths';
import { type Page, SEARCH_MAX } from '@/domain/lists/paging';
import { tabNow } from '../data/tab';
import { SEARCH_FIELD } from '../shell/shortcuts';
import { FilterButton } from './filter-button';
import { FilterChips } from './filter-chips';
import classes from './list.module.css';
import { type ListParams, listQuery } from './list-params';
import type { ListResource } from './list-resource';
import type { useListParams } from './use-list-params';
import { useTypedSearch } from './use-typed-search';

interface Props<Row> {
  resource: ListResource<Row>;
  state: ReturnType<typeof useListParams>;
  fixed: Partial<ListParams> | undefined;
  total: Page<Row>['total'] | undefined;
  isFetching: boolean;
}

/** Search, filters, the number of rows and the export. */
export function ListToolbar<Row>({ resource, state, fixed, total, isFetching }: Props<Row>) {
  const filters = resource.filters.filter(({ name }) => fixed?.[name] === undefined);
  const filterButton = useRef<HTMLButtonElement>(null);
  return (
    <search className={classes.toolbar}>
      <SearchField hint={resource.searchHint} value={state.params.search} onSearch={state.search} />
      {filters.length > 0 && (
        <>
          <FilterButton ref={filterButton} resource={resource} filters={filters} state={state} />
          <FilterChips filters={filters} state={state} onRemoved={() => filterButton.current?.focus()} />
        </>
      )}
      <div className={classes.count}>
        {isFetching && <Loader size={14} aria-hidden />}
        <span role="status">{total && countWords(total, resource.noun)}</span>
        {resource.exports.map((format) => (
          <ExportLink
            key={format}
            format={format}
            resource={resource}
            params={{ ...state.params, ...fixed }}
          />
        ))}
      </div>
    </search>
  );
}

/** Exports the whole list with its current filters, not only the page on the screen. */
function ExportLink<Row>(props: { format: 'csv' | 'json'; resource: ListResource<Row>; params: ListParams }) {
  const { format, resource, params } = props;
  const query = listQuery(`/api/exports/${resource.list}?format=${format}`, { ...params, cursor: null });
  // A link's response can't be discarded, so the address itself names the user.
  const nameOwner = (event: MouseEvent<HTMLAnchorElement>) => {
    const { owner, otherUser } = tabNow();
    if (otherUser !== null) event.preventDefault();
    if (owner) event.currentTarget.href = `${query}&${USER_PARAM}=${owner.userId}`;
  };
  return (
    <a
      href={query}
      className={classes.export}
      onClick={nameOwner}
      download
      aria-label={`Download all ${resource.noun.many} as ${format.toUpperCase()}`}
    >
      {format.toUpperCase()}
    </a>
  );
}

function countWords({ count, isMore }: Page<unknown>['total'], noun: { one: string; many: string }): string {
  if (isMore) return `${count.toLocaleString('en-US')}+ ${noun.many}`;
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun.one : noun.many}`;
}

function SearchField(props: {
  hint: string;
  value: string;
  onSearch: ReturnType<typeof useListParams>['search'];
}) {
  const { hint, value, onSearch } = props;
  const { typed, type, onFocus } = useTypedSearch(value, onSearch);
  return (
    <TextInput
      id={SEARCH_FIELD}
      className={classes.search}
      type="search"
      aria-label={hint}
      placeholder={hint}
      maxLength={SEARCH_MAX}
      value={typed}
      onFocus={onFocus}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="md" aria-label="Clear search" onClick={() => type('')} />}
    />
  );
}
