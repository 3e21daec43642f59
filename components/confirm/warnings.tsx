import { IconAlertTriangle } from '@tabler/icons-react';
import { plainWords, type Sentence, Words } from '../ui/sentence';
import classes from './warnings.module.css';

/** A risk by name, and what it means here. */
export interface Warning {
  title: string;
  words: string | Sentence;
}

/** The warnings, without repetitions. */
export function Warnings({ warnings }: { warnings: Warning[] }) {
  if (warnings.length === 0) return null;
  const byWords = new Map(warnings.map((warning) => [plainWords(warning.words), warning]));
  return (
    <div role="alert" className={classes.warnings} data-warnings>
      {[...byWords].map(([key, { title, words }]) => (
        <p key={key}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            <strong>{title}.</strong> <Words of={words} />
          </span>
        </p>
      ))}
    </div>
  );
}
