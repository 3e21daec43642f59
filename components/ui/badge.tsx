import type { ReactNode } from 'react';
import classes from './badge.module.css';

/** A word or two about the state of what it stands beside. */
export const Badge = ({ children }: { children: ReactNode }) => (
  <span className={classes.mark}>{children}</span>
);
