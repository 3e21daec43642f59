import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface Props {
  icon: Icon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** 1 if the notice is the page's only content. */
  order?: 1 | 2;
}

/** Replaces missing content: explains why it is missing, and offers a next step. */
export function EmptyState({ icon: IconShown, title, children, action, order = 2 }: Props) {
  const Heading = order === 1 ? 'h1' : 'h2';
  return (
    <div className={classes.notice}>
      <IconShown size={28} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" />
      <Heading className={classes.title}>{title}</Heading>
      <p className={classes.words}>{children}</p>
      {action}
    </div>
  );
}
