import type { ReactNode } from 'react';
import classes from './badge.module.css';

/** A word or two about the state of what it stands beside. */
export const Mark = ({ children }: { children: ReactNode }) => (
  <span className={classes.mark}>{children}</span>
);
