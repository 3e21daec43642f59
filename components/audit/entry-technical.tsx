'use client';

import type { AuditEntryView } from '@/domain/audit-entries/types';
import { escapeHidden, revealHidden } from '@/domain/values/characters';
import classes from './audit-entry.module.css';
import { CopyButton } from './copy-button';

/** The parts of an entry for those who compare it with the log of the servers or with a program's request. */
export function EntryTechnical({ entry }: { entry: AuditEntryView }) {
  const request = JSON.stringify(entry.request, null, 2);
  const values: [string, string][] = [
    ['Call', entry.call],
    ['Target', entry.target],
    ...(entry.sessionId ? [['Session', entry.sessionId] as [string, string]] : []),
    ['Request id', entry.requestId],
    ['Correlation id', entry.correlationId],
  ];
  return (
    <details className={classes.details}>
      <summary>Technical details</summary>
      <dl className={classes.facts}>
        {values.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd className={classes.copied}>
              <bdi className={classes.mono}>{revealHidden(value)}</bdi>
              <CopyButton text={value} label={name.toLowerCase()} />
            </dd>
          </div>
        ))}
        <div className={classes.fact}>
          <dt>Request</dt>
          <dd className={classes.copied}>
            <pre className={classes.mono}>{escapeHidden(request)}</pre>
            <CopyButton text={request} label="request" />
          </dd>
        </div>
      </dl>
    </details>
  );
}
