import { Button } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '../ui/badge';
import { Navigating } from '../ui/navigating';
import { ObjectHeader } from '../ui/object-header';
import { type LeftAlone, NobodyLeft } from './nobody-left';

interface Props {
  /** The list that shows the thing's links, with its address. */
  list: { label: string; href: string };
  name: string;
  /** How many people the thing has. */
  chip: string;
  /** The address of its entries in the audit log. */
  history: string;
  /** What this is, in one line. */
  children: ReactNode;
  /** Given when nobody who can sign in is left. */
  leftAlone: LeftAlone | null;
}

/** The head of a list that shows the links of one OMS or account, even if there are none. */
export const ObjectHead = ({ list, name, chip, history, children, leftAlone }: Props) => (
  <>
    <ObjectHeader
      from={list}
      name={name}
      chips={<Badge {...(leftAlone && { tone: 'attention' })}>{chip}</Badge>}
      actions={
        <Button variant="default" component={Link} href={history} prefetch={false}>
          History
          <Navigating />
        </Button>
      }
    >
      {children}
    </ObjectHeader>
    {leftAlone && <NobodyLeft {...leftAlone} />}
  </>
);
