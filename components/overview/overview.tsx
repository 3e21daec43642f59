'use client';

import { Anchor, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { FINDINGS, type Overview as OverviewData } from '@/domain/overview/types';
import { overviewOptions } from '../data/queries';
import { RESOURCE_NAMES, RESOURCES } from '../resources/config';
import { inFull } from './count';
import { FindingSection } from './finding-section';
import { LatestActivity } from './latest-activity';
import classes from './overview.module.css';
import { RemovalsByDay } from './removals-by-day';

const figuresOf = (overview: OverviewData) =>
  RESOURCE_NAMES.map((name) => {
    const { label, count, query } = RESOURCES[name].figure;
    return { label, count: count(overview), href: `/${name}${query?.(overview) ?? ''}` };
  });

/** Counts, findings and recent activity, as far as the actor may see them. */
export function Overview() {
  const { data: overview } = useQuery(overviewOptions);
  if (!overview) return null;
  const figures = figuresOf(overview).filter(({ count }) => count !== null);
  // Findings that could not be counted also appear, because they may need attention.
  const findings = FINDINGS.filter((finding) => {
    const count = overview.findings[finding];
    return count === null || (count?.count ?? 0) > 0;
  });
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(({ label, count, href }) => (
          <div key={label} className={classes.figure}>
            <dt>{label}</dt>
            <dd>
              <Anchor component={Link} href={href} prefetch={false} inherit>
                {inFull(count ?? 0)}
              </Anchor>
            </dd>
          </div>
        ))}
      </dl>
      <Title order={2} mt="xl" mb="sm">
        Needs attention
      </Title>
      {findings.length === 0 ? (
        <Text c="dimmed">Nothing that you can see needs attention.</Text>
      ) : (
        <div className={classes.findings}>
          {findings.map((finding) => (
            <FindingSection key={finding} finding={finding} count={overview.findings[finding] ?? null} />
          ))}
        </div>
      )}
      <RemovalsByDay removals={overview.removals} today={overview.today} />
      <LatestActivity entries={overview.latest} />
    </>
  );
}
