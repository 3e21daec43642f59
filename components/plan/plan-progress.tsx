'use client';

import { Button, List, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type OpenRestore, type Restorable, useRestoreOffer } from '../confirm/restore-context';
import { DialogFoot } from '../ui/dialog-foot';
import { Words } from '../ui/sentence';
import classes from './plan.module.css';
import { PlanEntries } from './plan-entries';
import { PlanStop } from './plan-stop';
import { type Restored, restorableOf } from './restorable-of';
import { OutcomeIcon, OutcomeWords } from './step-outcome';
import type { PlanState, Step } from './use-plan';

/** The state of each step, and at the end what to do about failed ones. */
export function PlanProgress({ plan }: { plan: PlanState }) {
  const { phase, steps, stop, review, close } = plan;
  const open = useRestoreOffer();
  const [restored, setRestored] = useState<Restored>(new Set());
  // The button that gets the focus back when the dialog above has closed.
  const [opener, setOpener] = useState('');
  const restore: OpenRestore = (removals, trigger) => {
    setOpener(openerOf(removals));
    open?.(removals, trigger, (seqs) => setRestored((before) => new Set([...before, ...seqs])));
  };
  const restorable = open ? steps.flatMap((step) => restorableOf(step, restored)) : [];
  const done = steps.filter(({ outcome }) => outcome.kind === 'done').length;
  const left = steps.length - done;
  const isFinished = phase === 'finished';
  const end = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone. The reason why the plan stopped takes the focus first, if there is
  // one.
  useEffect(() => {
    if (isFinished && !stop) end.current?.focus();
  }, [isFinished, stop]);
  return (
    <Stack gap="md">
      <Text role="status">
        {done} of {steps.length} done
        {isFinished && left > 0 && `, ${left} to review`}.
      </Text>
      <List listStyleType="none" spacing={6} className={classes.steps}>
        {steps.map((step) => (
          <List.Item key={step.item.key} icon={<OutcomeIcon outcome={step.outcome} />}>
            {step.item.resource.verb}: <Words of={step.item.name} />
            <OutcomeWords step={step} isFinished={isFinished} restored={restored} />
            {isFinished && open && (
              <RestoreStep step={step} restored={restored} open={restore} opener={opener} />
            )}
          </List.Item>
        ))}
      </List>
      {stop && <PlanStop kind={stop} />}
      <DialogFoot>
        {isFinished && <PlanEntries steps={steps} onLeave={close} />}
        {isFinished && restorable.length > 1 && (
          <Button
            variant="default"
            aria-haspopup="dialog"
            data-autofocus={opener === openerOf(restorable) || undefined}
            onClick={(event) => restore(restorable, event.currentTarget)}
          >
            Restore all
          </Button>
        )}
        {isFinished && left > 0 && stop !== 'outdated' && (
          <Button variant="default" onClick={review}>
            {left === 1 ? 'Review the step that is left' : `Review the ${left} steps that are left`}
          </Button>
        )}
        <Button ref={end} onClick={close} disabled={!isFinished} variant="default">
          Close
        </Button>
      </DialogFoot>
    </Stack>
  );
}

interface RestoreProps {
  step: Step;
  restored: Restored;
  open: OpenRestore;
  opener: string;
}

/** Tells the buttons apart. */
const openerOf = (removals: readonly Restorable[]) => removals.map(({ seq }) => seq).join();

/** A removal in a plan can be restored like any other. */
function RestoreStep({ step, restored, open, opener }: RestoreProps) {
  const [removal] = restorableOf(step, restored);
  if (!removal) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      mt={4}
      aria-haspopup="dialog"
      aria-label={`Restore: ${removal.target}`}
      data-autofocus={opener === openerOf([removal]) || undefined}
      onClick={(event) => open([removal], event.currentTarget)}
    >
      Restore
    </Button>
  );
}
