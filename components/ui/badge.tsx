import type { ReactNode } from 'react';
import classes from './badge.module.css';

/** A short label for the state of the element beside it. */
export const Badge = ({ children }: { children: ReactNode }) => (
  <span className={classes.mark}>{children}</span>
);
