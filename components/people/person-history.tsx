import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { AuditRow } from '@/domain/audit-entries/types';
import { REASONS } from '@/domain/call/types';
import type { ShownParts } from '@/domain/users/types';
import { listOptions } from '../data/queries';
import { initialParams } from '../list/list-params';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { OUTCOME_LABELS } from '../ui/outcome-labels';
import { Words } from '../ui/sentence';
import { Timestamp } from '../ui/timestamp';
import { historyOf } from './history-of';
import classes from './person-history.module.css';

/** The audit log has the rest. */
const NEWEST = 10;

/** The newest audit entries about a person that the actor may read. */
export function PersonHistory({ userId, shown }: { userId: number; shown: ShownParts['history'] }) {
  const { data } = useQuery(listOptions<AuditRow>('audit', { ...initialParams, ...historyOf(userId) }));
  if (!data) return null;
  const { count, isMore } = data.total;
  return (
    <section aria-label="History" className={classes.history}>
      <div className={classes.head}>
        <h2>History</h2>
        {count > 0 && (
          <Link href={`/audit?subject=${userId}`} prefetch={false}>
            {isMore || count === 1 ? 'Open the audit log' : `All ${count} entries in the audit log`}
          </Link>
        )}
      </div>
      {shown === 'own' && (
        <p className={classes.partial}>
          Only your own actions, and those on OMSs and companies that you manage, are shown to you.
        </p>
      )}
      {count === 0 && <p>{shown === 'own' ? 'No entries that you can see' : 'No entries'}</p>}
      <ul>
        {data.rows.slice(0, NEWEST).map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: AuditRow }) {
  const { seq, at, actorName, actorId, call, target, outcome, reasonCode, reasonText } = entry;
  return (
    <li>
      <span className={classes.muted}>
        <Timestamp at={at} />
      </span>
      <span className={classes.words}>
        <strong>
          <Name>{nameOf({ kind: 'person', name: actorName, id: actorId })}</Name>
        </strong>{' '}
        · {call} ·{' '}
        <Link href={`/audit/${seq}`} prefetch={false}>
          <Words of={target} />
        </Link>
        {reasonCode && <span className={classes.muted}> · {REASONS[reasonCode]}</span>}
        {reasonText && (
          <span className={classes.muted}>
            , <Name>{reasonText}</Name>
          </span>
        )}{' '}
        {outcome !== 'done' && <Badge>{OUTCOME_LABELS[outcome].label}</Badge>}
      </span>
    </li>
  );
}
