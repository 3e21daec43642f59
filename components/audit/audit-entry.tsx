'use client';

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AuditEntryView } from '@/domain/audit-entries/types';
import { RestoreButton } from '../confirm/restore-button';
import { ApiError } from '../data/fetch-json';
import { auditEntryOptions } from '../data/queries';
import { NotFoundPage } from '../errors/error-page';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { PageTitle } from '../ui/page-title';
import { Words } from '../ui/sentence';
import classes from './audit-entry.module.css';
import { EntryFacts } from './entry-facts';
import { EntryLink } from './entry-link';
import { EntryStateChips } from './entry-state-chips';
import { EntryStates } from './entry-states';
import { EntryTechnical } from './entry-technical';
import { EvidenceLinks } from './evidence-links';
import { phrase } from './phrase';
import { restoreNote } from './restore-note';

/** The page of one entry: the actor, the call, the time, the reason, via which process, and what changed. */
export function AuditEntry({ seq }: { seq: string }) {
  const { data: entry, error } = useQuery(auditEntryOptions(seq));
  if (error instanceof ApiError && [403, 404].includes(error.status)) return <NotFoundPage />;
  if (!entry) return null;
  const { actorName, actorId, outcome, before, after, mayRestore } = entry;
  return (
    <article>
      <div className={classes.head}>
        <div>
          <Neighbours entry={entry} />
          <PageTitle
            title={
              <>
                <Name>{nameOf({ kind: 'person', name: actorName, id: actorId })}</Name>{' '}
                <Words of={phrase(entry)} />
              </>
            }
          />
          <EntryStateChips entry={entry} />
        </div>
        {mayRestore && (
          <RestoreButton className={classes.action} removal={{ seq: entry.seq, target: entry.target }} />
        )}
      </div>
      <EntryFacts entry={entry} />
      {!mayRestore && (
        <Text size="sm" c="dimmed" mt="sm">
          {restoreNote(entry)}
        </Text>
      )}
      {outcome === 'done' && <EntryStates before={before} after={after} />}
      <EntryTechnical entry={entry} />
      <div className={classes.evidence}>
        <EvidenceLinks of={`entries/${entry.seq}`} />
      </div>
    </article>
  );
}

/** Links to the entries before and after. */
function Neighbours({ entry: { previous, next } }: { entry: AuditEntryView }) {
  return (
    <nav aria-label="Entries" className={classes.neighbours}>
      {previous && (
        <EntryLink seq={previous} aria-label={`Previous entry, ${previous}`}>
          ‹ {previous}
        </EntryLink>
      )}
      {next && (
        <EntryLink seq={next} aria-label={`Next entry, ${next}`}>
          {next} ›
        </EntryLink>
      )}
    </nav>
  );
}
