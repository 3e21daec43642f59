'use client';

import { Button } from '@mantine/core';
import { WORDING } from '../confirm/wording';
import { plainWords } from '../ui/sentence';
import type { RemovalResource } from './removal-resource';
import type { useRemoval } from './use-removal';

interface Props<Row, Facts> {
  row: Row;
  resource: RemovalResource<Row, Facts>;
  removal: Pick<ReturnType<typeof useRemoval<Row, Facts>>, 'open' | 'pendingKey'>;
}

/** The button in a row. It opens the dialog and shows that its removal is in progress. */
export function RemovalButton<Row, Facts>({ row, resource, removal }: Props<Row, Facts>) {
  const isPending = removal.pendingKey === resource.rowKey(row);
  const words = isPending ? WORDING[resource.mode].pending : resource.verb;
  return (
    <Button
      data-removal
      variant="default"
      size="compact-sm"
      disabled={isPending}
      aria-haspopup="dialog"
      aria-label={`${words}: ${plainWords(resource.rowName(row))}`}
      onClick={(event) => removal.open(row, event.currentTarget)}
    >
      {words}
    </Button>
  );
}
