'use client';

import { ConsoleModal } from '../ui/console-modal';
import { Words } from '../ui/sentence';
import { PlanProgress } from './plan-progress';
import { PlanReview } from './plan-review';
import { type PlanSubject, textsOf } from './plan-texts';
import { type OpenedPlan, usePlan } from './use-plan';

type Props = PlanSubject & {
  /** Tells it apart from another plan that is open below it. */
  stackId?: string;
  opened: OpenedPlan;
  /** Receives the keys of the items that were done. */
  onDone: (keys: string[]) => void;
  onClose: () => void;
};

/** The dialog of a plan: first what it would do, then the result of each step. */
export function PlanDialog({ stackId = 'plan', opened, onDone, onClose, ...subject }: Props) {
  const plan = usePlan(opened, { onDone, onClose });
  const { phase, steps, close } = plan;
  const texts = textsOf(subject, steps);
  return (
    <ConsoleModal
      stackId={stackId}
      opened
      onClose={close}
      title={<Words of={texts.title} />}
      size="xl"
      returnFocus={false}
      closeOnClickOutside={false}
      isBusy={phase === 'running'}
    >
      {phase === 'review' ? <PlanReview plan={plan} texts={texts} /> : <PlanProgress plan={plan} />}
    </ConsoleModal>
  );
}
