import { Button } from '@mantine/core';
import Link from 'next/link';
import { entriesHref } from '../ui/hrefs';
import type { Step } from './use-plan';

interface Props {
  steps: Step[];
  /** The dialog must not outlive its page. */
  onLeave: () => void;
}

/** The way to the audit entries of the steps that were done. */
export function PlanEntries({ steps, onLeave }: Props) {
  const seqs = steps.flatMap(({ outcome }) => (outcome.kind === 'done' ? outcome.seq : []));
  if (seqs.length === 0) return null;
  return (
    <Button variant="subtle" component={Link} prefetch={false} href={entriesHref(seqs)} onNavigate={onLeave}>
      {seqs.length === 1 ? 'View entry' : `View ${seqs.length} entries`}
    </Button>
  );
}
