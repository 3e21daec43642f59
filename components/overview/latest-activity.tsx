'use client';

import { Anchor, Text, Title } from '@mantine/core';
import Link from 'next/link';
import type { AuditRow } from '@/domain/audit-entries/types';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { OUTCOME_LABELS } from '../ui/outcome-labels';
import { Words } from '../ui/sentence';
import { Timestamp } from '../ui/timestamp';
import classes from './overview.module.css';

/** The most recent attempts, newest first. */
export function LatestActivity({ entries }: { entries: AuditRow[] }) {
  return (
    <section aria-label="Latest activity">
      <Title order={2} mt="xl" mb="xs">
        Latest activity
      </Title>
      {entries.length === 0 ? (
        <Text c="dimmed">No activity yet.</Text>
      ) : (
        <>
          <ul className={classes.latest}>
            {entries.map(({ seq, at, actorId, actorName, call, target, outcome }) => (
              <li key={seq}>
                <Text span inherit c="dimmed">
                  <Timestamp at={at} />
                </Text>
                <span>
                  <strong>
                    <Name>{nameOf({ kind: 'person', name: actorName, id: actorId })}</Name>
                  </strong>{' '}
                  · {call} ·{' '}
                  <Anchor component={Link} href={`/audit/${seq}`} prefetch={false} inherit underline="always">
                    <Words of={target} />
                  </Anchor>{' '}
                  {outcome !== 'done' && (
                    <Text span inherit fw={500} c={OUTCOME_LABELS[outcome].color}>
                      {OUTCOME_LABELS[outcome].label}
                    </Text>
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
