import type { ReactNode } from 'react';
import classes from './selection-bar.module.css';

interface Props {
  label: string;
  /** How much is selected. It is read out. */
  status: string;
  /** What is selected, by kind. */
  summary?: string;
  onClear: () => void;
  /** Selects more. */
  more?: ReactNode;
  /** The button that goes on with what is selected. */
  children: ReactNode;
}

/** What to do with what is selected. It stays in view at the foot of what it belongs to, so that nothing moves. */
export function SelectionBar({ label, status, summary, onClear, more, children }: Props) {
  return (
    <section aria-label={label} className={classes.bar}>
      <p>
        <span role="status">{status}</span>
        {summary && <span> · {summary}</span>}
      </p>
      <div>
        {more}
        <QuietButton onClick={onClear}>Clear</QuietButton>
        {children}
      </div>
    </section>
  );
}

/** A button of the bar that is not the one to go on with. */
export const QuietButton = (props: { onClick: () => void; children: ReactNode }) => (
  <button type="button" className={classes.quiet} {...props} />
);
