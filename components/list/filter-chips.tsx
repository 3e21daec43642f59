'use client';

import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Reference } from '@/domain/lists/types';
import { listOptions } from '../data/queries';
import { Name } from '../ui/name';
import classes from './filters.module.css';
import { initialParams } from './list-params';
import type { Filter, ReferenceTo } from './list-resource';
import { labelOf } from './reference-label';
import type { useListParams } from './use-list-params';

interface Props {
  filters: Filter[];
  state: ReturnType<typeof useListParams>;
  /** Called after a filter was removed with its chip, which may have had the focus. */
  onRemoved: () => void;
}

/** The filters that are set. Each is a button that removes it. */
export function FilterChips({ filters, state, onRemoved }: Props) {
  const { params } = state;
  const remove = (changes: Parameters<typeof state.change>[0]) => {
    state.change(changes);
    onRemoved();
  };
  return filters
    .filter(({ name }) => params[name] !== null)
    .map((filter) => {
      const onRemove = () => remove({ [filter.name]: null });
      if ('list' in filter) {
        const id = params[filter.name] as number;
        return <ReferenceChip key={filter.name} filter={filter} id={id} onRemove={onRemove} />;
      }
      const value = String(params[filter.name]);
      const option = 'options' in filter && filter.options.find((one) => one.value === value);
      // A preset's label says everything.
      const label = 'on' in filter ? undefined : filter.label;
      const shown = 'on' in filter ? filter.label : option ? option.label : value;
      return <Chip key={filter.name} label={label} value={shown} onRemove={onRemove} />;
    });
}

/** The address has only the id of the chosen row, so the name is looked up. */
function ReferenceChip(props: { filter: ReferenceTo; id: number; onRemove: () => void }) {
  const { filter, id, onRemove } = props;
  const { data } = useQuery(listOptions<Reference>(filter.list, { ...initialParams, id }));
  // The earlier choice stays in the data until the new name has arrived.
  const named = data?.rows.find((row) => row.id === id);
  return (
    <Chip label={filter.label} value={named ? labelOf(filter, named) : String(id)} onRemove={onRemove} />
  );
}

function Chip(props: { label?: string | undefined; value: string; onRemove: () => void }) {
  const { label, value, onRemove } = props;
  return (
    <button
      type="button"
      className={classes.chip}
      aria-label={`Remove the filter ${label ? `${label}: ${value}` : value}`}
      onClick={onRemove}
      onKeyDown={({ key }) => {
        if (key === 'Delete' || key === 'Backspace') onRemove();
      }}
    >
      {label && <span className={classes.chipLabel}>{label}:</span>} <Name>{value}</Name>
      <IconX size={14} aria-hidden />
    </button>
  );
}
