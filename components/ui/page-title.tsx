import type { ReactNode } from 'react';
import classes from './page-title.module.css';

interface Props {
  title: ReactNode;
  /** What the page is, where the title alone does not say it. */
  children?: ReactNode;
  /** What can be done with all of the page, the main button last. */
  actions?: ReactNode;
}

/** A page's heading. It can take the focus when the focused element has disappeared. */
export const PageTitle = ({ title, children, actions }: Props) => (
  <header className={classes.head}>
    <div>
      <h1 tabIndex={-1}>{title}</h1>
      {children && <p>{children}</p>}
    </div>
    {actions && <div className={classes.actions}>{actions}</div>}
  </header>
);
