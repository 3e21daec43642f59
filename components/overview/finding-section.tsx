'use client';

import { Anchor, List, Text, Title } from '@mantine/core';
import Link from 'next/link';
import type { Attention, Concern } from '@/domain/overview/types';
import { CONCERN_WORDS } from '../ui/finding-labels';
import { NameLink } from '../ui/names';
import { inFull } from './count';
import classes from './overview.module.css';

/** A concern: how many there are, which leads to all of them, and the first few. */
export function ConcernSection({ concern, attention }: { concern: Concern; attention: Attention | null }) {
  const { title, kind } = CONCERN_WORDS[concern];
  return (
    <section aria-label={title}>
      <Title order={3} className={classes.concernTitle}>
        <Anchor component={Link} href={`/attention/${concern}`} prefetch={false} inherit>
          {attention && <span className={classes.concernCount}>{inFull(attention.count)} </span>}
          {title}
        </Anchor>
      </Title>
      {!attention && <Text c="dimmed">There are too many to be counted in time.</Text>}
      <List listStyleType="none" spacing={4}>
        {attention?.first.map(({ id, name }) => (
          <List.Item key={id}>
            <NameLink kind={kind} name={name} id={id} weight={400} />
          </List.Item>
        ))}
      </List>
    </section>
  );
}
