'use client';

import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Reference } from '@/domain/lists/types';
import { ownZone } from '../audit/days';
import { listOptions } from '../data/queries';
import { ToggleButton } from '../ui/toggle-button';
import classes from './filters.module.css';
import { filterFrom, initialParams } from './list-params';
import type { Filter, ListResource, Preset, ReferenceTo } from './list-resource';
import { OrderChoice } from './order-choice';
import { ReferenceSelect } from './reference-select';
import type { useListParams } from './use-list-params';

interface Props<Row> {
  resource: Pick<ListResource<Row>, 'columns' | 'usual'>;
  filters: Filter[];
  state: ReturnType<typeof useListParams>;
  onClose: () => void;
}

/** More filters than this need two columns: one would be as high as the window. */
const ONE_COLUMN = 7;

/** All filters of a list. What is chosen applies at once; the panel stays open. */
export function FilterPanel<Row>({ resource, filters, state, onClose }: Props<Row>) {
  // A press on the button beside it is not outside: that closes the panel itself.
  const panel = useClickOutside<HTMLDivElement>(({ target }) => {
    if (!panel.current?.parentElement?.contains(target as Node)) onClose();
  });
  // A field that takes the focus opens its choices, over the other fields.
  useEffect(() => panel.current?.focus(), [panel]);
  return (
    <div
      ref={panel}
      role="dialog"
      aria-label="Filters"
      tabIndex={-1}
      className={classes.panel}
      data-wide={filters.length > ONE_COLUMN}
      onKeyDown={(event) => {
        // A list of choices that is open closes first.
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <Presets presets={filters.filter((filter) => 'on' in filter)} state={state} />
      {filters.filter(isField).map((filter) => (
        <FilterField key={filter.name} filter={filter} state={state} />
      ))}
      <OrderChoice resource={resource} state={state} />
    </div>
  );
}

type Field = Exclude<Filter, Preset>;
const isField = (filter: Filter): filter is Field => !('on' in filter);

function Presets({ presets, state }: { presets: Preset[]; state: Props<never>['state'] }) {
  if (presets.length === 0) return null;
  return (
    <Group role="group" aria-label="Presets" gap={4}>
      {presets.map(({ name, label, on }) => {
        const isOn = state.params[name] === on;
        return (
          <ToggleButton
            key={name}
            isOn={isOn}
            onToggle={() => state.change(filterFrom(name, isOn ? '' : on))}
          >
            {label}
          </ToggleButton>
        );
      })}
    </Group>
  );
}

function FilterField({ filter, state }: { filter: Field; state: Props<never>['state'] }) {
  if ('list' in filter) return <ReferenceField filter={filter} state={state} />;
  // Nobody knows the numbers: a link has them.
  if (filter.name === 'entries') return null;
  const value = state.params[filter.name] ?? '';
  const change = (text: string) => state.change(filterFrom(filter.name, text));
  if (!('options' in filter)) {
    // An incomplete date counts as no date.
    return (
      <TextInput
        type="date"
        label={filter.label}
        value={value}
        onChange={(event) =>
          state.change({ ...filterFrom(filter.name, event.currentTarget.value), zone: ownZone() })
        }
      />
    );
  }
  return (
    <NativeSelect
      label={filter.label}
      data={[{ value: '', label: 'Any' }, ...filter.options]}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function ReferenceField({ filter, state }: { filter: ReferenceTo; state: Props<never>['state'] }) {
  const chosen = state.params[filter.name];
  const { data } = useQuery({
    ...listOptions<Reference>(filter.list, { ...initialParams, id: chosen }),
    enabled: chosen !== null,
  });
  return (
    <ReferenceSelect
      filter={filter}
      chosen={chosen}
      // The earlier choice stays in the data until the new name has arrived.
      named={data?.rows.find(({ id }) => id === chosen)}
      onChoose={(id) => state.filter(filter.name, id)}
    />
  );
}
