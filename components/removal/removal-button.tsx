'use client';

import { WORDING } from '../confirm/wording';
import { plainWords } from '../ui/sentence';
import classes from './removal-button.module.css';
import type { RemovalResource } from './removal-resource';
import { refusalId, useRefusal } from './use-refusal';
import type { useRemoval } from './use-removal';

interface Props<Row, Facts> {
  row: Row;
  resource: RemovalResource<Row, Facts>;
  removal: Pick<ReturnType<typeof useRemoval<Row, Facts>>, 'open' | 'pendingKey'>;
}

/**
 * The button in a row. It opens the dialog and shows that its removal is in progress. What would certainly be refused
 * can't be pressed, and says why.
 */
export function RemovalButton<Row, Facts>({ row, resource, removal }: Props<Row, Facts>) {
  const isPending = removal.pendingKey === resource.rowKey(row);
  const { pending } = WORDING[resource.mode];
  const refusal = useRefusal(resource)(row);
  const reasonId = refusalId(resource.rowKey(row));
  return (
    <>
      <button
        type="button"
        className={classes.button}
        data-removal
        disabled={isPending}
        aria-haspopup="dialog"
        aria-label={`${isPending ? pending : resource.verb}: ${plainWords(resource.rowName(row))}`}
        {...(refusal && { 'aria-disabled': true, 'aria-describedby': reasonId, title: refusal })}
        onClick={(event) => {
          if (!refusal) removal.open(row, event.currentTarget);
        }}
      >
        {isPending ? pending : resource.shortVerb}
      </button>
      {refusal && (
        <span id={reasonId} hidden>
          {refusal}
        </span>
      )}
    </>
  );
}
