'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { PlanDialog } from '../plan/plan-dialog';
import type { PlanItem, PlanResource } from '../plan/plan-item';
import type { OpenedPlan } from '../plan/use-plan';
import type { RemovalResource } from '../removal/removal-resource';
import { useRefusal } from '../removal/use-refusal';
import { RowsBar } from './rows-bar';
import type { SelectedProps } from './selectable-list';

interface Props<Row, Facts> extends SelectedProps<Row> {
  removal: RemovalResource<Row, Facts>;
}

/** The selected rows: the bar, and the dialog that reviews and removes all of them. */
export function SelectedRows<Row, Facts>({ removal, ...selected }: Props<Row, Facts>) {
  const { selection } = selected;
  const [opened, setOpened] = useState<OpenedPlan | null>(null);
  const refusalOf = useRefusal(removal);
  const items = selection.rows.map(
    (row): PlanItem => ({
      key: removal.rowKey(row),
      name: removal.rowName(row),
      resource: removal as unknown as PlanResource<never>,
      request: removal.previewRequest(row),
      isRestorable: true,
    }),
  );
  return (
    <>
      <RowsBar {...selected} canSelect={(row) => refusalOf(row) === null}>
        <Button
          aria-haspopup="dialog"
          onClick={(event) => setOpened({ items, trigger: event.currentTarget })}
        >
          {removal.verbFor(items.length)}…
        </Button>
      </RowsBar>
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
