'use client';

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listOptions } from '../data/queries';
import classes from './list.module.css';
import { initialParams } from './list-params';
import type { ReferenceOption, ReferenceTo } from './list-resource';

interface Props {
  filter: ReferenceTo;
  /** What is chosen, once its name is known. */
  current: ReferenceOption | undefined;
  onChoose: (id: number | null) => void;
  autoFocus: boolean;
}

/** The rows of the other list, searched on the server, since there may be many. */
export function ReferenceSelect({ filter, current, onChoose, autoFocus }: Props) {
  const { label, list } = filter;
  const [typed, setTyped] = useState('');
  const [term] = useDebouncedValue(typed, 250);
  const [isOpen, setOpen] = useState(false);
  const options = useQuery({
    ...listOptions<ReferenceOption>(list, { ...initialParams, size: 100, search: term }),
    enabled: isOpen,
  });
  // What is chosen may not be among what was found.
  const offered = [...(current ? [current] : []), ...(options.data?.rows ?? [])];
  const unique = [...new Map(offered.map((option) => [option.id, option])).values()];

  return (
    <Select
      className={classes.filter}
      clearable
      clearButtonProps={{ 'aria-label': 'Clear' }}
      searchable
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={label}
      nothingFoundMessage={options.isFetching ? 'Searching…' : 'No match'}
      data={unique.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={current ? String(current.id) : null}
      onChange={(value) => onChoose(value === null ? null : Number(value))}
      onSearchChange={(text) => setTyped(text === current?.name ? '' : text)}
      // The server has searched already.
      filter={({ options: all }) => all}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
    />
  );
}
