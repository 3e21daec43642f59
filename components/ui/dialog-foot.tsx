import type { ReactNode } from 'react';
import classes from './dialog-foot.module.css';

/** The buttons of a dialog, the one that acts last. */
export const DialogFoot = ({ children }: { children: ReactNode }) => (
  <div className={classes.foot}>{children}</div>
);
