import type { ReactNode } from 'react';
import { Badge } from '../ui/badge';
import { Breadcrumbs } from '../ui/breadcrumbs';
import { Name } from '../ui/name';
import { PageTitle } from '../ui/page-title';
import { type LeftAlone, NobodyLeft } from './nobody-left';
import classes from './object-head.module.css';

interface Props {
  /** The list that shows the thing's links, with its address. */
  list: { label: string; href: string };
  name: string;
  /** How many people the thing has. */
  chip: string;
  /** What this is, in one line. */
  children: ReactNode;
  /** Given when nobody who can sign in is left. */
  leftAlone: LeftAlone | null;
}

/** The head of a list that shows the links of one OMS or account, even if there are none. */
export const ObjectHead = ({ list, name, chip, children, leftAlone }: Props) => (
  <>
    <Breadcrumbs from={list}>
      <Name>{name}</Name>
    </Breadcrumbs>
    <PageTitle title={<Name>{name}</Name>}>
      <span className={classes.meta}>
        <Badge {...(leftAlone && { tone: 'attention' })}>{chip}</Badge>
        <span>{children}</span>
      </span>
    </PageTitle>
    {leftAlone && <NobodyLeft {...leftAlone} />}
  </>
);
