import type { ReactNode } from 'react';
import classes from './badge.module.css';

/** What a state asks for: a look, a repair, or nothing. */
export type Tone = 'attention' | 'wrong' | 'good';

/**
 * A short label for the state of the element beside it. It brings the space before it, so that no space is left where
 * there is no badge: a list on a phone joins cells by dots.
 */
export const Badge = ({ tone, children }: { tone?: Tone; children: ReactNode }) => (
  <>
    {' '}
    <span className={tone ? `${classes.badge} ${classes[tone]}` : classes.badge}>{children}</span>
  </>
);
