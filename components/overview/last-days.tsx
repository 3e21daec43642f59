'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { ERRORS } from '@/domain/call/errors';
import { DAYS_SUMMED, type Overview } from '@/domain/overview/types';
import { useLastVerification } from '../data/last-verification';
import { Badge } from '../ui/badge';
import { clockTime } from '../ui/clock-time';
import { Name } from '../ui/name';
import { Navigating } from '../ui/navigating';
import classes from './card.module.css';
import { inFull } from './count';

/** Why attempts were refused, by error code. */
const WHY: Record<number, string> = {
  [ERRORS.not_authorized.errorcode]: 'for a missing right',
  [ERRORS.operation_failed.errorcode]: 'not possible then',
  // For example of two tabs that removed the same link.
  [ERRORS.not_found.errorcode]: 'already gone',
};

const peopleOf = (count: number) => `by ${inFull(count)} ${count === 1 ? 'person' : 'people'}`;

/** What was done in the last week, and whether the log of it is intact, if that is known. */
export function LastDays({ overview }: { overview: Overview }) {
  const { removals, removers, attempts, from } = overview;
  const removed = removals?.reduce((sum, { day, count }) => (day >= from ? sum + count : sum), 0) ?? null;
  const refused = attempts?.refused;
  const restored = attempts?.restored;
  return (
    <section aria-label={`Last ${DAYS_SUMMED} days`} className={classes.card}>
      <header className={classes.head}>
        <h2>Last {DAYS_SUMMED} days</h2>
        <LogState />
      </header>
      <ul className={classes.rows}>
        <Row
          tone="neutral"
          count={removed}
          number={removed?.toLocaleString('en-US')}
          one="removal"
          many="removals"
          href={`/audit?kind=removal&from=${from}`}
        >
          {(removers ?? 0) > 0 && peopleOf(removers ?? 0)}
        </Row>
        <Row
          tone="attention"
          count={refused?.count ?? null}
          one="refused"
          many="refused"
          href={`/audit?outcome=refused&from=${from}`}
        >
          {refused?.byCode
            .map(({ code, count }) => `${inFull(count)} ${WHY[code] ?? 'for another reason'}`)
            .join(', ')}
        </Row>
        <Row
          tone="good"
          count={restored?.count ?? null}
          one="restored"
          many="restored"
          href={`/audit?kind=restore&from=${from}`}
        >
          {restored && restored.people > 1 && peopleOf(restored.people)}
          {restored?.people === 1 && (
            <>
              by <Name>{restored.name ?? ''}</Name>
            </>
          )}
        </Row>
      </ul>
    </section>
  );
}

interface RowProps {
  tone: 'neutral' | 'attention' | 'good';
  /** Null if it could not be counted in time. */
  count: number | null;
  /** The count as text, if all of it was counted. */
  number?: string | undefined;
  one: string;
  many: string;
  /** The entries that are counted. */
  href: string;
  children: ReactNode;
}

function Row({ tone, count, number, one, many, href, children }: RowProps) {
  const words =
    count === null ? (
      many
    ) : (
      <>
        <b>{number ?? inFull(count)}</b> {count === 1 ? one : many}
      </>
    );
  const isLink = count !== null && count > 0;
  return (
    <li className={classes.row} data-tone={count === 0 ? 'neutral' : tone}>
      <div>
        {isLink ? (
          <Link href={href} prefetch={false} className={classes.to}>
            {words}
            <Navigating />
          </Link>
        ) : (
          <span>{words}</span>
        )}
        <p className={classes.detail}>{count === null ? 'Too many to count right now.' : children}</p>
      </div>
      {isLink && (
        <span className={classes.next} aria-hidden>
          View
        </span>
      )}
    </li>
  );
}

const LOG_STATES = {
  intact: { tone: 'good', words: 'Log intact' },
  altered: { tone: 'wrong', words: 'Log altered' },
  checkpoints: { tone: 'attention', words: 'Checkpoints don’t fit' },
} as const;

function LogState() {
  const last = useLastVerification();
  if (!last) return null;
  const { tone, words } = LOG_STATES[last.state];
  return (
    <Badge tone={tone}>
      {words}, checked <time dateTime={last.at}>{clockTime(new Date(last.at))}</time>
    </Badge>
  );
}
