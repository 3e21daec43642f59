import type { ReactNode } from 'react';
import { Breadcrumbs } from './breadcrumbs';
import { Name } from './name';
import classes from './object-header.module.css';

export interface Fact {
  label: string;
  value: ReactNode;
}

interface Props {
  /** The list that the thing is in. */
  from: { label: string; href: string };
  name: string;
  /** Badges with its state. */
  chips?: ReactNode;
  /** Its id and its other names. */
  children: ReactNode;
  /** What can be done with all of it, the main button last. */
  actions?: ReactNode;
  facts?: Fact[];
}

/** The head of a page about one person or thing. The heading can take the focus when the focused element has gone. */
export function ObjectHeader({ from, name, chips, children, actions, facts }: Props) {
  return (
    <header>
      <Breadcrumbs from={from}>
        <Name>{name}</Name>
      </Breadcrumbs>
      <div className={classes.head}>
        <div className={classes.title}>
          <div className={classes.named}>
            <h1 tabIndex={-1}>
              <Name>{name}</Name>
            </h1>
            {chips}
          </div>
          <p className={classes.meta}>{children}</p>
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {facts && (
        <dl className={classes.facts}>
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </header>
  );
}
