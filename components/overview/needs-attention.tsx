'use client';

import Link from 'next/link';
import type { Finding, FindingCount, Overview } from '@/domain/overview/types';
import { shownWords } from '../people/shown-words';
import { FINDING_LABELS, FINDINGS_BY_URGENCY } from '../ui/finding-labels';
import { nameOf } from '../ui/named';
import { Navigating } from '../ui/navigating';
import { joined, type Sentence, sentence, Words } from '../ui/sentence';
import classes from './card.module.css';
import { inFull } from './count';

/** The findings that have rows, the most urgent first, each with a link to its list. */
export function NeedsAttention({ findings, shown: parts }: Pick<Overview, 'findings' | 'shown'>) {
  const { unseen } = shownWords(parts);
  // What could not be counted in time also appears, because it may need attention.
  const shown = FINDINGS_BY_URGENCY.filter((finding) => {
    const found = findings[finding];
    return found === null || (found?.count ?? 0) > 0;
  });
  return (
    <section aria-label="Needs attention" className={classes.card}>
      <header className={classes.head}>
        <h2>Needs attention</h2>
        {shown.length > 1 && <span className={classes.meta}>{shown.length} kinds</span>}
      </header>
      {shown.length === 0 && (
        <p className={classes.nothing}>
          {unseen ? 'Nothing that you can see needs attention.' : 'Nothing needs attention.'}
        </p>
      )}
      <ul className={classes.rows}>
        {shown.map((finding) => (
          <FindingRow key={finding} finding={finding} found={findings[finding] ?? null} />
        ))}
      </ul>
      {/* A count of zero must not read as if nobody blocked had any access. */}
      {unseen && findings['blocked-with-access'] !== undefined && (
        <p className={classes.partial}>
          Blocked people are counted by the access that is shown to you. {unseen}
        </p>
      )}
    </section>
  );
}

function FindingRow({ finding, found }: { finding: Finding; found: FindingCount | null }) {
  const { urgency, one, many, kind } = FINDING_LABELS[finding];
  return (
    <li className={classes.row} data-tone={urgency}>
      <div>
        <Link href={`/findings/${finding}`} prefetch={false} className={classes.to}>
          {found && <b>{inFull(found.count)}</b>} {found?.count === 1 ? one : many}
          <Navigating />
        </Link>
        <p className={classes.detail}>
          {found ? <Words of={whoOf(found, kind)} /> : 'Too many to count right now.'}
        </p>
      </div>
      <span className={classes.next} aria-hidden>
        {urgency === 'wrong' && kind === 'person' ? 'Review' : 'View'}
      </span>
    </li>
  );
}

/** The one or two that were found, or the first and how many more. */
function whoOf({ count, first }: FindingCount, kind: Parameters<typeof nameOf>[0]['kind']): Sentence {
  const names = first.map(({ id, name }) => nameOf({ kind, id, name }));
  if (count <= names.length) return joined(names);
  return sentence`${names[0] ?? ''} and ${inFull(count - 1)} more`;
}
