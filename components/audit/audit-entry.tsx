'use client';

import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AuditEntryView } from '@/domain/audit-entries/types';
import { escapeHidden } from '@/domain/values/characters';
import { useRestoreOffer } from '../confirm/restore-context';
import { ApiError } from '../data/fetch-json';
import { auditEntryOptions } from '../data/queries';
import { NotFoundPage } from '../errors/error-page';
import { PageTitle } from '../ui/page-title';
import { Words } from '../ui/sentence';
import { EntryFacts } from './entry-facts';
import { EntryStates } from './entry-states';

/** The page of one entry: the actor, the call, the time, the reason, via which process, and what changed. */
export function AuditEntry({ seq }: { seq: string }) {
  const { data: entry, error } = useQuery(auditEntryOptions(seq));
  if (error instanceof ApiError && [403, 404].includes(error.status)) return <NotFoundPage />;
  if (!entry) return null;
  return (
    <>
      <PageTitle title={<Words of={entry.target} />}>
        Entry {entry.seq}, {entry.call}
      </PageTitle>
      <EntryFacts entry={entry} />
      <RestoreButton entry={entry} />
      {entry.outcome === 'done' && <EntryStates before={entry.before} after={entry.after} />}
      <Title order={2} mt="xl" mb="xs">
        Request
      </Title>
      <Text component="pre" size="sm" m={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {escapeHidden(JSON.stringify(entry.request, null, 2))}
      </Text>
    </>
  );
}

function RestoreButton({ entry }: { entry: AuditEntryView }) {
  const open = useRestoreOffer();
  if (!open || !entry.mayRestore || entry.restoredBy !== null) return null;
  return (
    <Button
      mt="lg"
      variant="default"
      aria-haspopup="dialog"
      onClick={(event) => open({ seq: entry.seq, target: entry.target }, event.currentTarget)}
    >
      Restore
    </Button>
  );
}
