import { Button } from '@mantine/core';
import { MAX_STEPS } from '@/domain/plans/types';
import classes from './choice-bar.module.css';

interface Props {
  count: number;
  /** How many could be selected, if not for the limit of one plan. */
  available: number;
  /** What is selected, by kind. */
  summary: string;
  onClear: () => void;
  onReview: (trigger: HTMLElement) => void;
}

/** What to do with the selected access. It stays at the foot of the window. */
export function ChoiceBar({ count, available, summary, onClear, onReview }: Props) {
  const isTooMany = count > MAX_STEPS;
  return (
    <section aria-label="Selected access" className={classes.bar}>
      <p>
        <span role="status">{statusOf(count, available)}</span>
        <span className={classes.summary}> · {summary}</span>
      </p>
      <div>
        <button type="button" className={classes.quiet} onClick={onClear}>
          Clear
        </button>
        <Button
          aria-haspopup="dialog"
          disabled={isTooMany}
          onClick={(event) => onReview(event.currentTarget)}
        >
          Review removal…
        </Button>
      </div>
    </section>
  );
}

function statusOf(count: number, available: number): string {
  if (count > MAX_STEPS) return `${count} selected. Remove up to ${MAX_STEPS} at a time.`;
  if (count === MAX_STEPS && available > count) {
    return `${count} of ${available} selected: at most ${MAX_STEPS} at a time`;
  }
  return `${count} selected`;
}
