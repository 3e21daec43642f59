'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { AuditEntryView } from '@/domain/audit-entries/types';
import { REASONS, type ReasonCode } from '@/domain/call/types';
import { revealHidden } from '@/domain/values/characters';
import { DOOR_LABELS } from '../ui/door-labels';
import { Name } from '../ui/name';
import { NameLink, NameWithId, PersonName } from '../ui/names';
import { OUTCOME_LABELS } from '../ui/outcome-labels';
import { Timestamp } from '../ui/timestamp';
import classes from './audit-entry.module.css';

const EntryLink = ({ seq }: { seq: string }) => (
  <Anchor component={Link} href={`/audit/${seq}`} prefetch={false} inherit>
    Entry {seq}
  </Anchor>
);

function Reason({ code, text }: { code: ReasonCode | null; text: string | null }) {
  if (!code) return 'No reason given';
  return (
    <>
      {REASONS[code]}
      {text && (
        <>
          : <Name>{text}</Name>
        </>
      )}
    </>
  );
}

/** Every fact of an attempt except its changes. Facts that the actor may not see are left out. */
export function EntryFacts({ entry }: { entry: AuditEntryView }) {
  const Actor = entry.isActorVisible ? NameLink : NameWithId;
  const { outcome, detail, reasonCode, reasonText, restores, restoredBy } = entry;
  const facts: [string, ReactNode][] = [
    ['When', <Timestamp key="at" at={entry.at} />],
    ['By', <Actor key="actor" kind="person" name={entry.actorName} id={entry.actorId} />],
    ...(entry.subject
      ? [['Affected person', <PersonName key="subject" {...entry.subject} />] as [string, ReactNode]]
      : []),
    [
      'Outcome',
      <span key="outcome">
        <Text span inherit fw={500} c={OUTCOME_LABELS[outcome].color}>
          {OUTCOME_LABELS[outcome].label}
        </Text>
        {detail && ` – ${revealHidden(detail)}`}
        {outcome !== 'done' && ` (code ${entry.errorCode})`}
      </span>,
    ],
    ['Reason', <Reason key="reason" code={reasonCode} text={reasonText} />],
    ['Via', DOOR_LABELS[entry.door]],
    ...(restores ? [['Restores', <EntryLink key="restores" seq={restores} />] as [string, ReactNode]] : []),
    ...(restoredBy
      ? [['Restored by', <EntryLink key="restoredBy" seq={restoredBy} />] as [string, ReactNode]]
      : []),
    ...(entry.address ? [['Address', entry.address] as [string, ReactNode]] : []),
    ...(entry.sessionId ? [['Session', entry.sessionId] as [string, ReactNode]] : []),
    ['Request id', <Name key="request">{entry.requestId}</Name>],
    ['Correlation id', entry.correlationId],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
