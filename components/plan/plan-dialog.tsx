'use client';

import { Modal } from '@mantine/core';
import { nameOf } from '../ui/named';
import { asSaid, sentence, Words } from '../ui/sentence';
import type { PlanItem, StateChange } from './plan-item';
import { PlanProgress } from './plan-progress';
import { PlanReview } from './plan-review';
import type { PlanState } from './use-plan';

interface Props {
  plan: PlanState;
  /** Whose access it is about. */
  user: { id: number; name: string };
  /** What he has now and would have once these items are done, by kind. */
  changesOf: (items: PlanItem[]) => StateChange[];
}

/** The one dialog of a plan: what it would do, then what came of each step. */
export function PlanDialog({ plan, user, changesOf }: Props) {
  const { phase, steps, close } = plan;
  const [only] = steps;
  const title = steps.length === 1 && only ? only.item.resource.verb : 'Remove access';
  const isRunning = phase === 'running';
  return (
    <Modal
      stackId="plan"
      opened={phase !== 'closed'}
      onClose={close}
      title={<Words of={sentence`${asSaid(title)}: ${nameOf({ kind: 'person', ...user })}`} />}
      size="xl"
      centered
      returnFocus={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close', disabled: isRunning }}
      transitionProps={{ duration: 0 }}
      styles={{ title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      {phase === 'review' ? (
        <PlanReview plan={plan} verb={title} user={user} changesOf={changesOf} />
      ) : (
        <PlanProgress plan={plan} />
      )}
    </Modal>
  );
}
