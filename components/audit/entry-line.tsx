'use client';

import Link from 'next/link';
import type { AuditRow } from '@/domain/audit-entries/types';
import { DOOR_LABELS, REASONS } from '@/domain/call/types';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { OUTCOME_LABELS } from '../ui/outcome-labels';
import { Words } from '../ui/sentence';
import classes from './entry-line.module.css';
import { phrase } from './phrase';

/** A dot in the colour of the outcome. The chip says the same in words. */
export const OutcomeDot = ({ outcome }: Pick<AuditRow, 'outcome'>) => (
  <span aria-hidden className={classes.dot} data-outcome={outcome} />
);

/** An attempt as one sentence, linked to its entry, with its reason. The call's name is its title. */
export function EntrySentence({ entry }: { entry: AuditRow }) {
  const { seq, call, target, actorName, actorId, reasonCode, reasonText } = entry;
  return (
    <>
      <strong className={classes.actor}>
        <Name>{nameOf({ kind: 'person', name: actorName, id: actorId })}</Name>
      </strong>{' '}
      <Link href={`/audit/${seq}`} prefetch={false} className={classes.sentence} title={`${call}: ${target}`}>
        <Words of={phrase(entry)} />
      </Link>
      {reasonCode && (
        <span className={classes.reason}>
          {' · '}
          {REASONS[reasonCode]}
          {reasonText && (
            <>
              {', '}
              <Name>{reasonText}</Name>
            </>
          )}
        </span>
      )}
    </>
  );
}

/** How an attempt ended, in a word. */
export const OutcomeBadge = ({ outcome }: Pick<AuditRow, 'outcome'>) => {
  const { label, ...tone } = OUTCOME_LABELS[outcome];
  return <Badge {...tone}>{label}</Badge>;
};

/** The states of an entry that differ from the usual: refused or failed, restored, made through the API. */
export function EntryChips({ entry }: { entry: AuditRow }) {
  const { outcome, restoredBy, door } = entry;
  if (outcome === 'done' && restoredBy === null && door === 'console') return null;
  return (
    <span className={classes.chips}>
      {outcome !== 'done' && <OutcomeBadge outcome={outcome} />}
      {restoredBy !== null && <Badge>Restored #{restoredBy}</Badge>}
      {door !== 'console' && <Badge>{DOOR_LABELS[door]}</Badge>}
    </span>
  );
}
