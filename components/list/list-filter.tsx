'use client';

import { Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listOptions } from '../data/queries';
import { initialParams } from './list-params';
import type { Filter } from './list-resource';
import type { useListParams } from './use-list-params';

interface Props {
  filter: Filter;
  state: ReturnType<typeof useListParams>;
}

interface Option {
  id: number;
  name: string;
}

/** Two fit side by side on a phone. */
const WIDTH = 174;
const common = { w: WIDTH, clearable: true, clearButtonProps: { 'aria-label': 'Clear' } } as const;

/** One filter of a list: a choice that stands in the address. */
export function ListFilter({ filter, state }: Props) {
  if ('list' in filter) return <ReferenceFilter filter={filter} state={state} />;
  if (!('options' in filter)) return <DayFilter filter={filter} state={state} />;
  return (
    <Select
      {...common}
      aria-label={filter.label}
      placeholder={filter.label}
      data={filter.options}
      value={state.params[filter.name]}
      onChange={(value) => state.filter(filter.name, value as never)}
    />
  );
}

/** A day, chosen in the browser's own calendar. Half a date is none yet. */
function DayFilter({
  filter,
  state,
}: {
  filter: Extract<Filter, { name: 'from' | 'to' }>;
  state: Props['state'];
}) {
  return (
    <TextInput
      type="date"
      w={WIDTH}
      aria-label={filter.label}
      title={filter.label}
      leftSection={
        <Text size="xs" aria-hidden>
          {filter.name === 'from' ? 'From' : 'To'}
        </Text>
      }
      leftSectionWidth={44}
      value={state.params[filter.name] ?? ''}
      onChange={(event) => state.filter(filter.name, event.currentTarget.value || null)}
    />
  );
}

/** Chooses among the rows of another list, searched on the server, since there may be many. */
function ReferenceFilter({
  filter,
  state,
}: {
  filter: Extract<Filter, { list: string }>;
  state: Props['state'];
}) {
  const chosen = state.params[filter.name];
  const [typed, setTyped] = useState('');
  const [term] = useDebouncedValue(typed, 250);
  const [isOpen, setOpen] = useState(false);
  const options = useQuery({
    ...listOptions<Option>(filter.list, { ...initialParams, size: 100, search: term }),
    enabled: isOpen,
  });
  // An address may name something that is not among the options: it is looked up by its id.
  const named = useQuery({
    ...listOptions<Option>(filter.list, { ...initialParams, id: chosen }),
    enabled: chosen !== null,
  });
  const current = chosen === null ? undefined : named.data?.rows[0];
  const offered = [...(current ? [current] : []), ...(options.data?.rows ?? [])];
  const unique = [...new Map(offered.map((option) => [option.id, option])).values()];

  return (
    <Select
      {...common}
      searchable
      aria-label={filter.label}
      placeholder={filter.label}
      nothingFoundMessage={options.isFetching ? 'Searching…' : 'No match'}
      data={unique.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={chosen === null ? null : String(chosen)}
      onChange={(value) => state.filter(filter.name, value === null ? null : Number(value))}
      onSearchChange={(text) => setTyped(text === current?.name ? '' : text)}
      // The server has searched already.
      filter={({ options: all }) => all}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
    />
  );
}
