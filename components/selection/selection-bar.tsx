'use client';

import { Button } from '@mantine/core';
import { MAX_STEPS } from '@/domain/plans/types';
import classes from './selection.module.css';

interface Props {
  count: number;
  /** The text of the button that opens the review, for a number of rows. */
  verb: (count: number) => string;
  /** Offered when more rows match than are selected, and few enough to be selected together. */
  all?: { count: number; select: () => void } | undefined;
  onClear: () => void;
  /** Keeps the first rows that fit into one plan. */
  onTrim: () => void;
  onReview: (trigger: HTMLElement) => void;
}

/** What to do with the selected rows. It stays in view at the foot of the list. */
export function SelectionBar({ count, verb, all, onClear, onTrim, onReview }: Props) {
  const isTooMany = count > MAX_STEPS;
  return (
    <section className={classes.bar} aria-label="Selected rows">
      <span role="status">
        {isTooMany ? `${count} selected. At most ${MAX_STEPS} at a time.` : `${count} selected`}
      </span>
      <div>
        {all && (
          <button type="button" className={classes.quiet} onClick={all.select}>
            Select all {all.count} that match
          </button>
        )}
        <button type="button" className={classes.quiet} onClick={onClear}>
          Clear
        </button>
        {isTooMany ? (
          <Button onClick={onTrim}>Keep the first {MAX_STEPS}</Button>
        ) : (
          <Button aria-haspopup="dialog" onClick={(event) => onReview(event.currentTarget)}>
            {verb(count)}…
          </Button>
        )}
      </div>
    </section>
  );
}
