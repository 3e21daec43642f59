import type { ReactNode } from 'react';
import classes from './error-notice.module.css';

interface Props {
  /** The status of the answer, if the page knows it. */
  number?: number;
  title: string;
  /** Why the page is not shown. */
  children: ReactNode;
  /** The one way on. */
  action: ReactNode;
}

/** The only content of a page that can't be shown: its status, what happened, why, and one way on. */
export const ErrorNotice = ({ number, title, children, action }: Props) => (
  <div className={classes.notice}>
    {number !== undefined && <p className={classes.number}>{number}</p>}
    <h1 tabIndex={-1}>{title}</h1>
    <p className={classes.why}>{children}</p>
    {action}
  </div>
);
