import { Button } from '@mantine/core';
import Link from 'next/link';
import type { PlanItem } from './plan-item';
import type { Step } from './use-plan';

interface Props {
  steps: Step[];
  entriesOf: (done: readonly PlanItem[]) => string;
  /** The dialog must not outlive its page. */
  onLeave: () => void;
}

/** The way to the audit entries of the steps that were done. */
export function PlanEntries({ steps, entriesOf, onLeave }: Props) {
  const done = steps.flatMap(({ item, outcome }) =>
    outcome.kind === 'done' ? [{ item, seq: outcome.seq }] : [],
  );
  const [first, ...others] = done;
  if (!first) return null;
  const isOne = others.length === 0;
  return (
    <Button
      variant="subtle"
      component={Link}
      prefetch={false}
      href={isOne ? `/audit/${first.seq}` : entriesOf(done.map(({ item }) => item))}
      onNavigate={onLeave}
    >
      {isOne ? 'View entry' : `View ${done.length} entries`}
    </Button>
  );
}
