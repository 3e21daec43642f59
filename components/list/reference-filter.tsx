'use client';

import { CloseButton, ComboboxChevron, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '@/domain/lists/types';
import { listOptions } from '../data/queries';
import { useOnDemand } from '../use-on-demand';
import classes from './list.module.css';
import { initialParams } from './list-params';
import type { ReferenceTo } from './list-resource';
import { labelOf } from './reference-label';

interface Props {
  filter: ReferenceTo;
  /** Id of the chosen row. */
  chosen: number | null;
  onChoose: (id: number | null) => void;
}

/**
 * Chooses among the rows of another list. At rest it shows the chosen row; the part that searches the other
 * list is loaded on focus, click or typing.
 */
export function ReferenceFilter({ filter, chosen, onChoose }: Props) {
  const { label, list } = filter;
  // The address contains only the id of the chosen row.
  const { data } = useQuery({
    ...listOptions<Reference>(list, { ...initialParams, id: chosen }),
    enabled: chosen !== null,
  });
  // The earlier choice stays in the data until the new name has arrived.
  const named = data?.rows.find(({ id }) => id === chosen);
  const [typed, setTyped] = useState<string | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const { Part: Select, want } = useOnDemand(() =>
    import('./reference-select').then((part) => part.ReferenceSelect),
  );
  if (Select) {
    return (
      <Select
        filter={filter}
        chosen={chosen}
        named={named}
        onChoose={onChoose}
        typed={typed}
        autoFocus={hasFocus}
      />
    );
  }
  return (
    <TextInput
      className={classes.filter}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      value={typed ?? (named ? labelOf(filter, named) : '')}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        want();
      }}
      onFocus={() => {
        setFocus(true);
        want();
      }}
      // It may already have the focus from before the part was loaded.
      onClick={() => want()}
      onBlur={() => {
        setFocus(false);
        setTyped(null);
      }}
      rightSection={
        chosen === null ? (
          <ComboboxChevron />
        ) : (
          <CloseButton
            size="sm"
            aria-label="Clear"
            tabIndex={-1}
            // Keep the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(null)}
          />
        )
      }
    />
  );
}
