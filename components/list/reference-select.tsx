'use client';

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '@/domain/lists/types';
import { listOptions } from '../data/queries';
import { initialParams } from './list-params';
import type { ReferenceTo } from './list-resource';
import { labelOf } from './reference-label';

interface Props {
  filter: ReferenceTo;
  /** Id of the chosen row. */
  chosen: number | null;
  /** The chosen row with its name, once known. */
  named: Reference | undefined;
  onChoose: (id: number | null) => void;
}

/** Chooses among the rows of another list. The server searches them, because there may be many. */
export function ReferenceSelect({ filter, chosen, named, onChoose }: Props) {
  const { label, list } = filter;
  // The library starts with the name of the chosen row.
  const [text, setText] = useState('');
  const [term] = useDebouncedValue(named && text === labelOf(filter, named) ? '' : text, 250);
  const [isOpen, setOpen] = useState(false);
  const options = useQuery({
    ...listOptions<Reference>(list, { ...initialParams, size: 100, search: term }),
    enabled: isOpen,
  });
  // The chosen row may be missing from the results.
  const offered = [...(named ? [named] : []), ...(options.data?.rows ?? [])];
  const unique = [...new Map(offered.map((option) => [option.id, option])).values()];

  /** The answer to what was typed may still be on its way. */
  const firstMatch = () =>
    unique.find((option) => labelOf(filter, option).toLowerCase().includes(text.toLowerCase())) ??
    (term === text && !options.isFetching ? options.data?.rows[0] : undefined);

  return (
    <Select
      clearable
      clearSectionMode="clear"
      clearButtonProps={{ 'aria-label': `Clear ${label}`, tabIndex: 0 }}
      searchable
      label={label}
      placeholder="Any"
      nothingFoundMessage={options.isFetching ? 'Searching…' : 'No match'}
      data={unique.map((option) => ({ value: String(option.id), label: labelOf(filter, option) }))}
      value={chosen === null ? null : String(chosen)}
      onChange={(value) => onChoose(value === null ? null : Number(value))}
      searchValue={text}
      onSearchChange={setText}
      // The server has already filtered.
      filter={({ options: all }) => all}
      // The library highlights nothing when options arrive late, and then Enter would choose nothing.
      onKeyDown={(event) => {
        const isHighlighted = event.currentTarget.getAttribute('aria-activedescendant');
        if (event.key !== 'Enter' || !isOpen || text === '' || isHighlighted) return;
        const first = firstMatch();
        if (!first) return;
        onChoose(first.id);
        setOpen(false);
      }}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      // A click on an option must be a click inside the panel.
      comboboxProps={{ withinPortal: false }}
    />
  );
}
