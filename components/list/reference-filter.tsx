'use client';

import { CloseButton, ComboboxChevron, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listOptions } from '../data/queries';
import { useOnDemand } from '../use-on-demand';
import classes from './list.module.css';
import { initialParams } from './list-params';
import type { ReferenceOption, ReferenceTo } from './list-resource';

interface Props {
  filter: ReferenceTo;
  /** Id of what is chosen. */
  chosen: number | null;
  onChoose: (id: number | null) => void;
}

/**
 * Chooses among the rows of another list. At rest it shows what is chosen; what searches the other list is fetched
 * when somebody comes to it.
 */
export function ReferenceFilter({ filter, chosen, onChoose }: Props) {
  const { label, list } = filter;
  // The address names what is chosen by its id alone.
  const { data } = useQuery({
    ...listOptions<ReferenceOption>(list, { ...initialParams, id: chosen }),
    enabled: chosen !== null,
  });
  const current = chosen === null ? undefined : data?.rows[0];
  const [hasFocus, setFocus] = useState(false);
  const { Part: Select, want } = useOnDemand(() =>
    import('./reference-select').then((part) => part.ReferenceSelect),
  );
  if (Select) return <Select filter={filter} current={current} onChoose={onChoose} autoFocus={hasFocus} />;
  return (
    <TextInput
      className={classes.filter}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-label={label}
      placeholder={label}
      readOnly
      value={current?.name ?? ''}
      onFocus={() => {
        setFocus(true);
        want();
      }}
      onBlur={() => setFocus(false)}
      rightSection={
        chosen === null ? (
          <ComboboxChevron />
        ) : (
          <CloseButton size="sm" aria-label="Clear" onClick={() => onChoose(null)} />
        )
      }
    />
  );
}
