'use client';

import { NativeSelect, Text, TextInput } from '@mantine/core';
import classes from './list.module.css';
import { filterFrom } from './list-params';
import type { Filter } from './list-resource';
import { ReferenceFilter } from './reference-filter';
import type { useListParams } from './use-list-params';

interface Props {
  filter: Filter;
  state: ReturnType<typeof useListParams>;
}

/** One filter of a list. The address stores its value. */
export function ListFilter({ filter, state }: Props) {
  if ('list' in filter) {
    const chosen = state.params[filter.name];
    return (
      <ReferenceFilter filter={filter} chosen={chosen} onChoose={(id) => state.filter(filter.name, id)} />
    );
  }
  if (!('options' in filter)) return <DayFilter filter={filter} state={state} />;
  return (
    <NativeSelect
      className={classes.filter}
      aria-label={filter.label}
      data={[{ value: '', label: `Any ${filter.label.toLowerCase()}` }, ...filter.options]}
      value={state.params[filter.name] ?? ''}
      onChange={(event) => state.change(filterFrom(filter.name, event.currentTarget.value))}
    />
  );
}

/** A day, chosen in the browser's own calendar. An incomplete date counts as no date. */
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
      className={classes.filter}
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
