'use client';

import type { ReactNode } from 'react';
import type { AuditEntryView } from '@/domain/audit-entries/types';
import { DOOR_LABELS, REASONS, type ReasonCode } from '@/domain/call/types';
import { revealHidden } from '@/domain/values/characters';
import { Name } from '../ui/name';
import { NameLink, NameWithId, PersonName } from '../ui/names';
import { Timestamp } from '../ui/timestamp';
import classes from './audit-entry.module.css';

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

type Fact = [name: string, value: ReactNode];

/** Every fact of an attempt except its changes. Facts that the actor may not see are left out. */
export function EntryFacts({ entry }: { entry: AuditEntryView }) {
  const Actor = entry.isActorVisible ? NameLink : NameWithId;
  const { outcome, detail, reasonCode, reasonText, subject, address } = entry;
  const facts: Fact[] = [
    ['When', <Timestamp key="at" at={entry.at} />],
    ['By', <Actor key="actor" kind="person" name={entry.actorName} id={entry.actorId} />],
    ...(subject ? [['Affected person', <PersonName key="subject" {...subject} />] satisfies Fact] : []),
    ...(outcome === 'done'
      ? []
      : [['Why not', `${revealHidden(detail ?? '')} (code ${entry.errorCode})`] satisfies Fact]),
    ['Reason', <Reason key="reason" code={reasonCode} text={reasonText} />],
    ['Via', `${DOOR_LABELS[entry.door]}${address ? `, from ${address}` : ''}`],
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
