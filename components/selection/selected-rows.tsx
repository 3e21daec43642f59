'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { MAX_STEPS } from '@/domain/plans/types';
import { listOptions } from '../data/queries';
import type { ListParams } from '../list/list-params';
import { PlanDialog } from '../plan/plan-dialog';
import type { PlanItem, PlanResource } from '../plan/plan-item';
import type { OpenedPlan } from '../plan/use-plan';
import type { RemovalResource } from '../removal/removal-resource';
import { useRefusal } from '../removal/use-refusal';
import { QuietButton, SelectionBar } from './selection-bar';
import { statusOf } from './status-of';
import type { Selection } from './use-selection';

interface Props<Row, Facts> {
  list: string;
  removal: RemovalResource<Row, Facts>;
  selection: Selection<Row>;
  /** What the list shows now, and how many rows match. */
  shown: { rows: Row[]; params: ListParams; total: { count: number; isMore: boolean } | undefined };
}

/** The selected rows: the bar, and the dialog that reviews and removes all of them. */
export function SelectedRows<Row, Facts>({ list, removal, selection, shown }: Props<Row, Facts>) {
  const client = useQueryClient();
  const [opened, setOpened] = useState<OpenedPlan | null>(null);
  /** How many of all that match can't be selected, once all were to be. */
  const [kept, setKept] = useState(0);
  const refusalOf = useRefusal(removal);
  const { rows } = selection;
  const { params, total } = shown;
  const items = rows.map(
    (row): PlanItem => ({
      key: removal.rowKey(row),
      name: removal.rowName(row),
      resource: removal as unknown as PlanResource<never>,
      request: removal.previewRequest(row),
      isRestorable: true,
    }),
  );
  const isTooMany = rows.length > MAX_STEPS;
  const canSelect = (row: Row) => refusalOf(row) === null;
  const isOffered = total && !total.isMore && total.count <= MAX_STEPS;
  // Some of the selected rows may be among those of other filters.
  const areAll =
    rows.length >= (total?.count ?? 0) - kept && shown.rows.filter(canSelect).every(selection.has);
  const selectAll = useMutation({
    mutationFn: () => client.query(listOptions<Row>(list, { ...params, cursor: null, size: 50 })),
    onSuccess: (page) => {
      const removable = page.rows.filter(canSelect);
      setKept(page.rows.length - removable.length);
      selection.select(removable, true);
    },
  });
  return (
    <>
      {rows.length > 0 && (
        <SelectionBar
          label="Selected rows"
          status={statusOf(rows.length)}
          onClear={selection.clear}
          more={
            isOffered &&
            !areAll && (
              <QuietButton onClick={() => selectAll.mutate()}>
                {selectAll.isError
                  ? 'Couldn’t select all. Try again'
                  : `Select all ${total.count} that match`}
              </QuietButton>
            )
          }
        >
          {isTooMany ? (
            <Button onClick={() => selection.drop(items.slice(MAX_STEPS).map(({ key }) => key))}>
              Keep the first {MAX_STEPS}
            </Button>
          ) : (
            <Button
              aria-haspopup="dialog"
              onClick={(event) => setOpened({ items, trigger: event.currentTarget })}
            >
              {removal.verbFor(rows.length)}…
            </Button>
          )}
        </SelectionBar>
      )}
      {opened && (
        <PlanDialog
          opened={opened}
          verbFor={removal.verbFor}
          onDone={selection.drop}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
