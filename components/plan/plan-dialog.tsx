'use client';

import { ConsoleModal } from '../ui/console-modal';
import { nameOf } from '../ui/named';
import { asSaid, sentence, Words } from '../ui/sentence';
import type { StateChange } from '../ui/state-changes';
import type { PlanItem } from './plan-item';
import { PlanProgress } from './plan-progress';
import { PlanReview } from './plan-review';
import { type OpenedPlan, usePlan } from './use-plan';

interface Props {
  opened: OpenedPlan;
  /** Receives the keys of the items that were done. */
  onDone: (keys: string[]) => void;
  onClose: () => void;
  /** The person whose access the plan changes. */
  user: { id: number; name: string };
  /** What the person has now and would have after these items, by kind. */
  changesOf: (items: PlanItem[]) => StateChange[];
}

/** The dialog of a plan: first what it would do, then the result of each step. */
export function PlanDialog({ opened, user, changesOf, ...on }: Props) {
  const plan = usePlan(opened, on);
  const { phase, steps, close } = plan;
  const [only] = steps;
  const title = steps.length === 1 && only ? only.item.resource.verb : 'Remove access';
  const isRunning = phase === 'running';
  return (
    <ConsoleModal
      stackId="plan"
      opened
      onClose={close}
      title={<Words of={sentence`${asSaid(title)}: ${nameOf({ kind: 'person', ...user })}`} />}
      size="xl"
      returnFocus={false}
      closeOnClickOutside={false}
      isBusy={isRunning}
    >
      {phase === 'review' ? (
        <PlanReview plan={plan} verb={title} user={user} changesOf={changesOf} />
      ) : (
        <PlanProgress plan={plan} />
      )}
    </ConsoleModal>
  );
}
