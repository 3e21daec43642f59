'use client';

import { Anchor, List, Text, Title } from '@mantine/core';
import Link from 'next/link';
import type { Finding, FindingCount } from '@/domain/overview/types';
import { FINDING_LABELS } from '../ui/finding-labels';
import { NameLink } from '../ui/names';
import { inFull } from './count';
import classes from './overview.module.css';

/** A finding: its count, with a link to all of its rows, and the first few rows. */
export function FindingSection({ finding, count }: { finding: Finding; count: FindingCount | null }) {
  const { title, kind } = FINDING_LABELS[finding];
  return (
    <section aria-label={title}>
      <Title order={3} className={classes.findingTitle}>
        <Anchor component={Link} href={`/findings/${finding}`} prefetch={false} inherit>
          {count && <span className={classes.findingCount}>{inFull(count.count)} </span>}
          {title}
        </Anchor>
      </Title>
      {!count && <Text c="dimmed">Too many to count right now.</Text>}
      <List listStyleType="none" spacing={4}>
        {count?.first.map(({ id, name }) => (
          <List.Item key={id}>
            <NameLink kind={kind} name={name} id={id} />
          </List.Item>
        ))}
      </List>
    </section>
  );
}
