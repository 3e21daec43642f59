import { IconAlertTriangle } from '@tabler/icons-react';
import { plainWords, Words } from '../ui/sentence';
import classes from './warnings.module.css';
import { inTheEnd, type Warning } from './warnings-of';

/** The warnings of one step, or of several in turn. */
export function Warnings({ warnings }: { warnings: Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <div role="alert" className={classes.warnings} data-warnings>
      {inTheEnd(warnings).map(({ title, words, about }) => (
        <p key={about ?? plainWords(words)}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            <strong>{title}.</strong> <Words of={words} />
          </span>
        </p>
      ))}
    </div>
  );
}
