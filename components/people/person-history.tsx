import { useMounted } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { AuditRow } from '@/domain/audit-entries/types';
import type { Person } from '@/domain/users/types';
import { EntryChips, EntrySentence, OutcomeDot } from '../audit/entry-line';
import { RestoreButton } from '../confirm/restore-button';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { Timestamp } from '../ui/timestamp';
import { doneByOptions, historyOptions } from './history-of';
import classes from './person-history.module.css';

/** The audit log has the rest. */
const NEWEST = 10;

/** How long a removal can be restored here, where its message has gone. Its entry offers it for ever. */
const RESTORABLE_MS = 24 * 3_600_000;

/** The newest audit entries about a person, as sentences, as far as the actor may read them. */
export function PersonHistory({ person: { userId, userName, shown } }: { person: Person }) {
  const { data } = useQuery(historyOptions(userId));
  const { data: done } = useQuery(doneByOptions(userId));
  if (!data) return null;
  const { count, isMore } = data.total;
  const isPartial = shown.history === 'own';
  return (
    <section aria-label="History" className={classes.history}>
      <div className={classes.head}>
        <h2>History</h2>
        <span className={classes.links}>
          {count > 0 && (
            <Link href={`/audit?subject=${userId}`} prefetch={false}>
              {isMore || count === 1 ? 'Open the audit log' : `All ${count} entries in the audit log`}
            </Link>
          )}
          {done && done.total.count > 0 && (
            <Link href={`/audit?actor=${userId}`} prefetch={false}>
              Done by <Name>{nameOf({ kind: 'person', id: userId, name: userName })}</Name>:{' '}
              {done.total.count.toLocaleString('en')}
              {done.total.isMore && '+'} →
            </Link>
          )}
        </span>
      </div>
      {isPartial && (
        <p className={classes.partial}>
          Only your own actions, and those on OMSs and companies that you manage, are shown to you.
        </p>
      )}
      {count === 0 && <p>{isPartial ? 'No entries that you can see' : 'No entries'}</p>}
      <ul>
        {data.rows.slice(0, NEWEST).map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: AuditRow }) {
  const { seq, at, outcome, target, mayRestore } = entry;
  // The clock of the server may differ from that of the browser.
  const isMounted = useMounted();
  const isRecent = isMounted && Date.now() - Date.parse(at) < RESTORABLE_MS;
  return (
    <li>
      <span className={classes.time}>
        <OutcomeDot outcome={outcome} />
        <Timestamp at={at} />
      </span>
      <span className={classes.words}>
        <EntrySentence entry={entry} /> <EntryChips entry={entry} />
      </span>
      {mayRestore && isRecent && <RestoreButton size="compact-sm" removal={{ seq, target }} />}
    </li>
  );
}
