'use client';

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Reference } from '@/domain/lists/types';
import { listOptions } from '../data/queries';
import classes from './list.module.css';
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
  /** What the person typed before this part was loaded. */
  typed: string | null;
  autoFocus: boolean;
}

/** The rows of the other list. The server searches them, because there may be many. */
export function ReferenceSelect({ filter, chosen, named, onChoose, typed, autoFocus }: Props) {
  const { label, list } = filter;
  const [text, setText] = useState('');
  // The library starts with the name of the chosen row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is what was typed before, once.
  useEffect(() => {
    if (typed !== null) setText(typed);
  }, []);
  const [term] = useDebouncedValue(named && text === labelOf(filter, named) ? '' : text, 250);
  const [isOpen, setOpen] = useState(false);
  const options = useQuery({
    ...listOptions<Reference>(list, { ...initialParams, size: 100, search: term }),
    enabled: isOpen,
  });
  // The chosen row may be missing from the results.
  const offered = [...(named ? [named] : []), ...(options.data?.rows ?? [])];
  const unique = [...new Map(offered.map((option) => [option.id, option])).values()];

  return (
    <Select
      className={classes.filter}
      clearable
      clearSectionMode="clear"
      clearButtonProps={{ 'aria-label': 'Clear' }}
      searchable
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={label}
      nothingFoundMessage={options.isFetching ? 'Searching…' : 'No match'}
      data={unique.map((option) => ({ value: String(option.id), label: labelOf(filter, option) }))}
      value={chosen === null ? null : String(chosen)}
      onChange={(value) => onChoose(value === null ? null : Number(value))}
      searchValue={text}
      onSearchChange={setText}
      // The server has already filtered.
      filter={({ options: all }) => all}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
    />
  );
}
