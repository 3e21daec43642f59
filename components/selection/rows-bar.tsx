'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { MAX_STEPS } from '@/domain/plans/types';
import { listOptions } from '../data/queries';
import type { SelectedProps } from './selectable-list';
import { QuietButton, SelectionBar } from './selection-bar';
import { statusOf } from './status-of';

interface Props<Row> extends SelectedProps<Row> {
  canSelect: (row: Row) => boolean;
  /** The button that goes on with the selected rows. */
  children: ReactNode;
}

/** The bar of the selected rows of a list. It offers all that match, as far as one plan takes them. */
export function RowsBar<Row>({ list, selection, shown, rowKey, canSelect, children }: Props<Row>) {
  const client = useQueryClient();
  /** How many of all that match can't be selected, once all were to be. */
  const [kept, setKept] = useState(0);
  const { rows } = selection;
  const { params, total } = shown;
  const isOffered = total && !total.isMore && total.count <= MAX_STEPS;
  // Some of the selected rows may be among those of other filters.
  const areAll =
    rows.length >= (total?.count ?? 0) - kept && shown.rows.filter(canSelect).every(selection.has);
  const selectAll = useMutation({
    mutationFn: () => client.query(listOptions<Row>(list, { ...params, cursor: null, size: 50 })),
    onSuccess: (page) => {
      const selectable = page.rows.filter(canSelect);
      setKept(page.rows.length - selectable.length);
      selection.select(selectable, true);
    },
  });
  if (rows.length === 0) return null;
  return (
    <SelectionBar
      label="Selected rows"
      status={statusOf(rows.length)}
      onClear={selection.clear}
      more={
        isOffered &&
        !areAll && (
          <QuietButton onClick={() => selectAll.mutate()}>
            {selectAll.isError ? 'Couldn’t select all. Try again' : `Select all ${total.count} that match`}
          </QuietButton>
        )
      }
    >
      {rows.length > MAX_STEPS ? (
        <Button onClick={() => selection.drop(rows.slice(MAX_STEPS).map(rowKey))}>
          Keep the first {MAX_STEPS}
        </Button>
      ) : (
        children
      )}
    </SelectionBar>
  );
}
