'use client';

import { Button, Group, List, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { revealHidden } from '@/domain/values/characters';
import type { Failure } from '../confirm/call-action';
import { titleOf } from '../confirm/dialog-failure';
import { useRestoreOffer } from '../confirm/restore-context';
import { type Mode, WORDING } from '../confirm/wording';
import { plainWords, Words } from '../ui/sentence';
import classes from './plan.module.css';
import { PlanStop } from './plan-stop';
import type { PlanState, Step } from './use-plan';

/** The state of each step, and at the end what to do about failed ones. */
export function PlanProgress({ plan }: { plan: PlanState }) {
  const { phase, steps, stop, review, close } = plan;
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
            <OutcomeWords step={step} isFinished={isFinished} />
            {isFinished && <RestoreStep step={step} />}
          </List.Item>
        ))}
      </List>
      {stop && <PlanStop kind={stop} />}
      <Group justify="flex-end" gap="sm">
        {isFinished && left > 0 && stop !== 'outdated' && (
          <Button variant="default" onClick={review}>
            {left === 1 ? 'Review the step that is left' : `Review the ${left} steps that are left`}
          </Button>
        )}
        <Button ref={end} onClick={close} disabled={!isFinished} variant="default">
          Close
        </Button>
      </Group>
    </Stack>
  );
}

/** A removal in a plan can be restored like any other. */
function RestoreStep({ step: { item, requestId, outcome } }: { step: Step }) {
  const open = useRestoreOffer();
  if (!open || !item.isRestorable || outcome.kind !== 'done') return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      mt={4}
      aria-haspopup="dialog"
      aria-label={`Restore: ${plainWords(item.name)}`}
      onClick={(event) => open({ target: plainWords(item.name), requestId }, event.currentTarget)}
    >
      Restore
    </Button>
  );
}

function OutcomeIcon({ outcome: { kind } }: Pick<Step, 'outcome'>) {
  if (kind === 'running') return <Loader size={16} aria-hidden />;
  if (kind === 'waiting') return <IconClock size={16} aria-hidden />;
  if (kind === 'done') return <IconCheck size={16} aria-hidden color="var(--mantine-color-green-8)" />;
  return <IconAlertTriangle size={16} aria-hidden color="var(--mantine-color-error)" />;
}

function OutcomeWords({ step: { item, outcome }, isFinished }: { step: Step; isFinished: boolean }) {
  const wording = WORDING[item.resource.mode];
  const words = { waiting: isFinished ? 'Not started' : 'Waiting', running: wording.pending, done: 'Done' };
  const isFailure = 'detail' in outcome;
  return (
    <Text size="sm" c={isFailure ? 'var(--mantine-color-error)' : 'dimmed'}>
      {isFailure ? failureWords(outcome, item.resource.mode) : words[outcome.kind]}
    </Text>
  );
}

function failureWords(failure: Failure, mode: Mode): string {
  const isKnown = failure.kind === 'outdated' && !failure.mayBeDone;
  return `${titleOf(failure, mode)}. ${isKnown ? `${WORDING[mode].nothing}.` : revealHidden(failure.detail)}`;
}
