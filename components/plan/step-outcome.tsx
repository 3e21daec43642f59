'use client';

import { Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { revealHidden } from '@/domain/values/characters';
import type { Failure } from '../confirm/call-action';
import { titleOf } from '../confirm/dialog-failure';
import { type Mode, WORDING } from '../confirm/wording';
import type { Restored } from './restorable-of';
import type { Step } from './use-plan';

/** How a step stands, as an icon. */
export function OutcomeIcon({ outcome: { kind } }: Pick<Step, 'outcome'>) {
  if (kind === 'running') return <Loader size={16} aria-hidden />;
  if (kind === 'waiting') return <IconClock size={16} aria-hidden />;
  if (kind === 'done') return <IconCheck size={16} aria-hidden color="var(--mantine-color-green-8)" />;
  return <IconAlertTriangle size={16} aria-hidden color="var(--mantine-color-error)" />;
}

interface OutcomeProps {
  step: Step;
  isFinished: boolean;
  restored: Restored;
}

/** How a step stands, and why it was not done. */
export function OutcomeWords({ step: { item, outcome }, isFinished, restored }: OutcomeProps) {
  const wording = WORDING[item.resource.mode];
  const isRestored = outcome.kind === 'done' && restored.has(outcome.seq);
  const words = {
    waiting: isFinished ? 'Not started' : 'Waiting',
    running: wording.pending,
    done: isRestored ? 'Restored' : 'Done',
  };
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
