'use client';

import { useWindowEvent } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { PlannedStep } from '@/domain/plans/types';
import { callAction, type Done, type Failure, isUnsure } from '../confirm/call-action';
import { EMPTY_FORM, type GivenReason } from '../confirm/form-values';
import { planOptions, refreshData } from '../data/queries';
import { newRequestId } from '../data/request-id';
import { focusAfterDialog } from '../ui/focus';
import type { PlanItem } from './plan-item';
import type { Stop } from './plan-stop';

type Outcome = { kind: 'waiting' | 'running' } | Done | Failure;

/** A step of a plan in progress. */
export interface Step {
  item: PlanItem;
  /** The same for every attempt, so that the server performs the step once. */
  requestId: string;
  outcome: Outcome;
  /** What was sent, if anything. If the answer was lost, the next attempt sends the same again. */
  sent?: { request: object; expectedDigest: string | undefined };
}

/** A step with its preview, once that has arrived. */
export interface PreviewedStep extends Step {
  preview: PlannedStep<never> | undefined;
}

/** A step whose answer was lost may have been done. Its present state does not show whether it was. */
const isUnknown = ({ outcome }: Step) => isUnsure(failureOf(outcome));

const failureOf = (outcome: Outcome) => ('detail' in outcome ? outcome : null);

/** After these failures every further step would fail as well, so the plan stops. */
function stopOf({ kind }: Outcome): Stop | null {
  return kind === 'signed_out' || kind === 'other_user' || kind === 'outdated' ? kind : null;
}

/** Returns what a step would send, or null if it is not possible at present. */
function toSend(step: PreviewedStep): Step['sent'] | null {
  if (step.sent && isUnknown(step)) return step.sent;
  if (!step.preview || step.preview.objection !== null) return null;
  const { resource, request } = step.item;
  const { facts, expectedDigest } = step.preview;
  return { request: resource.request(facts, request), expectedDigest };
}

/** The items of a plan that is open. */
export interface OpenedPlan {
  items: PlanItem[];
  /** Takes the focus back afterwards. */
  trigger: HTMLElement;
}

/**
 * Several removals as one plan: reviewed together, confirmed once, then performed one after the other, each
 * in its own transaction with its own audit entry. Failed steps can be reviewed again; done steps are never
 * repeated.
 *
 * @param on `onDone` receives the keys of the done items
 */
export function usePlan(
  { items, trigger }: OpenedPlan,
  { onDone, onClose }: { onDone: (keys: string[]) => void; onClose: () => void },
) {
  const client = useQueryClient();
  const router = useRouter();
  const [phase, setPhase] = useState<'review' | 'running' | 'finished'>('review');
  const [begun, setSteps] = useState<Step[]>(() =>
    items.map((item) => ({ item, requestId: newRequestId(), outcome: { kind: 'waiting' } })),
  );
  const [values, setValues] = useState(EMPTY_FORM);
  const [reviews, setReviews] = useState(0);
  const [isOfSelf, setOfSelf] = useState(false);
  const asked = begun.map(({ item }) => ({ call: item.resource.call, request: item.request }));
  const preview = useQuery({ ...planOptions(asked, reviews), enabled: phase === 'review' });
  // The server answers in the order in which it was asked.
  const previews = (preview.data?.steps ?? []) as PlannedStep<never>[];
  const steps: PreviewedStep[] = begun.map((step, index) => ({ ...step, preview: previews[index] }));

  // Leaving now could leave the plan half done, so the browser asks first.
  useWindowEvent('beforeunload', (event) => {
    if (phase === 'running') event.preventDefault();
  });

  const close = () => {
    if (phase === 'running') return;
    onClose();
    // The server renders rights, navigation and scope, and the actor may have lost access to them.
    if (isOfSelf) router.refresh();
    focusAfterDialog(() => trigger);
  };

  const change = (index: number, changes: Partial<Step>) =>
    setSteps((all) => all.map((step, place) => (place === index ? { ...step, ...changes } : step)));

  /** Performs the steps one after the other, because Next.js runs server actions one at a time. */
  const confirm = async (reason: GivenReason) => {
    setPhase('running');
    const done: PreviewedStep[] = [];
    for (const [index, step] of steps.entries()) {
      const sent = toSend(step);
      if (!sent) {
        change(index, { outcome: { kind: 'refused', detail: step.preview?.objection ?? '' } });
        continue;
      }
      change(index, { outcome: { kind: 'running' }, sent });
      const { requestId, item, outcome } = step;
      const answer = await callAction(
        (session) =>
          item.resource.action(sent.request, {
            session,
            requestId,
            reason,
            expectedDigest: sent.expectedDigest ?? '',
          }),
        failureOf(outcome),
      );
      change(index, { outcome: answer });
      if (answer.kind === 'done') done.push(step);
      if (stopOf(answer)) break;
    }
    await refreshData(client);
    onDone(done.map(({ item }) => item.key));
    const isSelf = done.some(
      ({ item, preview }) => preview?.objection === null && item.resource.isSelf(preview.facts),
    );
    if (isSelf) setOfSelf(true);
    setPhase('finished');
  };

  /** Reviews the steps that were not done again, in their present state. */
  const review = () => {
    setSteps((all) => all.filter(({ outcome }) => outcome.kind !== 'done'));
    setReviews((count) => count + 1);
    setPhase('review');
  };

  return {
    phase,
    steps,
    preview,
    values,
    setValues,
    confirm,
    review,
    close,
    /** The steps that confirming would perform. */
    ready: steps.filter((step) => toSend(step) !== null),
    isUnknown,
    /** The failure that stopped the plan. */
    stop: phase === 'finished' ? (steps.map(({ outcome }) => stopOf(outcome)).find(Boolean) ?? null) : null,
  };
}

export type PlanState = ReturnType<typeof usePlan>;
