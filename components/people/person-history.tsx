import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { AuditRow } from '@/domain/audit-entries/types';
import type { ShownParts } from '@/domain/users/types';
import { EntryChips, EntrySentence, OutcomeDot } from '../audit/entry-line';
import { Timestamp } from '../ui/timestamp';
import { historyOptions } from './history-of';
import classes from './person-history.module.css';

/** The audit log has the rest. */
const NEWEST = 10;

/** The newest audit entries about a person, as sentences, as far as the actor may read them. */
export function PersonHistory({ userId, shown }: { userId: number; shown: ShownParts['history'] }) {
  const { data } = useQuery(historyOptions(userId));
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

const Entry = ({ entry }: { entry: AuditRow }) => (
  <li>
    <span className={classes.time}>
      <OutcomeDot outcome={entry.outcome} />
      <Timestamp at={entry.at} />
    </span>
    <span>
      <EntrySentence entry={entry} /> <EntryChips entry={entry} />
    </span>
  </li>
);
