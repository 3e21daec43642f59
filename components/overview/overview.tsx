'use client';

import { useQuery } from '@tanstack/react-query';
import { overviewOptions } from '../data/queries';
import { LastDays } from './last-days';
import { LatestActivity } from './latest-activity';
import { NeedsAttention } from './needs-attention';
import classes from './overview.module.css';
import { RemovalsByDay } from './removals-by-day';

/** What needs attention, and what was done, as far as the actor may see it. */
export function Overview() {
  const { data: overview } = useQuery(overviewOptions);
  if (!overview) return null;
  return (
    <>
      <div className={classes.overview}>
        <NeedsAttention findings={overview.findings} shown={overview.shown} />
        <div>
          <LastDays overview={overview} />
          <RemovalsByDay removals={overview.removals} today={overview.today} />
        </div>
      </div>
      <LatestActivity entries={overview.latest} />
    </>
  );
}
