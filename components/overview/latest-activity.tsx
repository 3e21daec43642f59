'use client';

import { Anchor, Text, Title } from '@mantine/core';
import Link from 'next/link';
import type { AuditRow } from '@/domain/audit-entries/types';
import { EntryChips, EntrySentence, OutcomeDot } from '../audit/entry-line';
import { phrase } from '../audit/phrase';
import { RelativeTime } from '../ui/relative-time';
import { plainWords } from '../ui/sentence';
import classes from './latest-activity.module.css';

/** The most recent attempts as sentences, newest first; null when they could not be read in time. */
export function LatestActivity({ entries }: { entries: AuditRow[] | null }) {
  return (
    <section aria-label="Latest activity">
      <Title order={2} mt="xl" mb="xs">
        Latest activity
      </Title>
      {entries === null || entries.length === 0 ? (
        <Text c="dimmed">{entries ? 'No activity yet.' : 'Too much to read right now.'}</Text>
      ) : (
        <>
          <ul className={classes.latest}>
            {entries.map((entry) => (
              <li key={entry.seq}>
                <span className={classes.time}>
                  <OutcomeDot outcome={entry.outcome} />
                  <RelativeTime at={entry.at} />
                </span>
                <span className={classes.words}>
                  <EntrySentence entry={entry} />
                </span>
                <span className={classes.end}>
                  <EntryChips entry={entry} />
                  {entry.mayRestore && (
                    <Anchor
                      component={Link}
                      href={`/audit/${entry.seq}`}
                      prefetch={false}
                      size="sm"
                      aria-label={`Restore: ${entry.actorName} ${plainWords(phrase(entry))}`}
                    >
                      Restore
                    </Anchor>
                  )}
                </span>
              </li>
            ))}
          </ul>
          <Anchor component={Link} href="/audit" prefetch={false} size="sm">
            View audit log
          </Anchor>
        </>
      )}
    </section>
  );
}
