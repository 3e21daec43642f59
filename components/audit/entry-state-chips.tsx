import type { ReactNode } from 'react';
import type { AuditEntryView } from '@/domain/audit-entries/types';
import { DOOR_LABELS } from '@/domain/call/types';
import { Badge } from '../ui/badge';
import { OutcomeBadge } from './entry-line';
import classes from './entry-line.module.css';
import { EntryLink } from './entry-link';

const EntryBadge = ({ seq, children }: { seq: string; children: ReactNode }) => (
  <Badge>
    <EntryLink seq={seq} underline="always" c="var(--mantine-color-text)">
      {children} #{seq}
    </EntryLink>
  </Badge>
);

/** How the attempt ended, what it restored or what restored it, and whether its signature fits. */
export function EntryStateChips({ entry }: { entry: AuditEntryView }) {
  const { outcome, restores, restoredBy, door, isSignatureValid } = entry;
  return (
    <p className={classes.states}>
      <OutcomeBadge outcome={outcome} />
      {restoredBy !== null && <EntryBadge seq={restoredBy}>Restored by</EntryBadge>}
      {restores !== null && outcome === 'done' && <EntryBadge seq={restores}>Restores</EntryBadge>}
      {door !== 'console' && <Badge>{DOOR_LABELS[door]}</Badge>}
      {isSignatureValid ? <Badge>Signature fits</Badge> : <Badge tone="wrong">Signature doesn’t fit</Badge>}
    </p>
  );
}
