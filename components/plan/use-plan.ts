'use client';

import { useWindowEvent } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { PlannedStep } from '@/domain/plans/types';
import { callAction, type Failure, isUnsure } from '../confirm/call-action';
import { EMPTY_FORM, type GivenReason } from '../confirm/form-values';
import { planOptions, refreshData } from '../data/queries';
import { newRequestId } from '../data/request-id';
import type { PlanItem } from './plan-item';
import type { Stop } from './plan-stop';

type Outcome = { kind: 'waiting' | 'running' | 'done' } | Failure;

/** A step on its way. */
export interface Step {
  item: PlanItem;
  /** The same for every try, so that it is done once whatever happens on the way. */
  requestId: string;
  outcome: Outcome;
  /** What was sent, once it was: it is asked for again as it was if the answer got lost. */
  sent?: { request: object; expectedDigest: string | undefined };
}

/** A step whose answer got lost may have been done: what it looks like now says nothing about that. */
const isUnknown = ({ outcome }: Step) => isUnsure(failureOf(outcome));

const failureOf = (outcome: Outcome) => ('detail' in outcome ? outcome : null);

/** After these the rest would only fail as well: it waits. */
function stopOf({ kind }: Outcome): Stop | null {
  return kind === 'signed_out' || kind === 'other_user' || kind === 'outdated' ? kind : null;
}

/** What a step would send, or null when it can't be done as things are. */
function toSend(step: Step, planned: PlannedStep<never> | undefined): Step['sent'] | null {
  if (step.sent && isUnknown(step)) return step.sent;
  if (!planned || planned.objection !== null) return null;
  const { resource, request } = step.item;
  return { request: resource.request(planned.facts, request), expectedDigest: planned.expectedDigest };
}

/**
 * Several removals as one plan: looked at together, confirmed once, then done one after the other, each a
 * transaction with an audit entry of its own. What failed can be looked at again; what was done is never repeated.
 *
 * @param onDone hears which items have been done
 */
export function usePlan(onDone: (keys: string[]) => void) {
  const client = useQueryClient();
  const router = useRouter();
  const [phase, setPhase] = useState<'closed' | 'review' | 'running' | 'finished'>('closed');
  const [steps, setSteps] = useState<Step[]>([]);
  const [values, setValues] = useState(EMPTY_FORM);
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  const [reviews, setReviews] = useState(0);
  const [isOfSelf, setOfSelf] = useState(false);
  const asked = steps.map(({ item }) => ({ call: item.resource.call, request: item.request }));
  const preview = useQuery({ ...planOptions(asked, reviews), enabled: phase === 'review' });

  // Half a plan may be what nobody wanted.
  useWindowEvent('beforeunload', (event) => {
    if (phase === 'running') event.preventDefault();
  });

  const open = (items: PlanItem[], from: HTMLElement) => {
    setValues(EMPTY_FORM);
    setTrigger(from);
    setReviews((count) => count + 1);
    setSteps(items.map((item) => ({ item, requestId: newRequestId(), outcome: { kind: 'waiting' } })));
    setPhase('review');
  };

  const close = () => {
    if (phase === 'running') return;
    setPhase('closed');
    // Rights, navigation and scope come from the server's part of the page, which may no longer be his to see.
    if (isOfSelf) router.refresh();
    setOfSelf(false);
    // After the dialog has given its focus back.
    requestAnimationFrame(() => {
      const isLeft = trigger?.isConnected && !trigger.matches(':disabled');
      (isLeft ? trigger : document.querySelector<HTMLElement>('h1'))?.focus();
    });
  };

  const change = (index: number, changes: Partial<Step>) =>
    setSteps((all) => all.map((step, place) => (place === index ? { ...step, ...changes } : step)));

  /** One after the other, as actions go. */
  const confirm = async (reason: GivenReason) => {
    const planned = (preview.data?.steps ?? []) as PlannedStep<never>[];
    setPhase('running');
    const done: Step[] = [];
    for (const [index, step] of steps.entries()) {
      const sent = toSend(step, planned[index]);
      if (!sent) {
        change(index, { outcome: { kind: 'refused', detail: planned[index]?.objection ?? '' } });
        continue;
      }
      change(index, { outcome: { kind: 'running' }, sent });
      const { requestId, item, outcome } = step;
      const failure = await callAction(
        (session) =>
          item.resource.action(sent.request, {
            session,
            requestId,
            reason,
            expectedDigest: sent.expectedDigest ?? '',
          }),
        failureOf(outcome),
      );
      change(index, { outcome: failure ?? { kind: 'done' } });
      if (failure === null) done.push(step);
      if (failure && stopOf(failure)) break;
    }
    await refreshData(client);
    onDone(done.map(({ item }) => item.key));
    const isSelf = done.some(({ item }) => {
      const facts = planned[steps.findIndex((step) => step.item === item)]?.facts;
      return facts && item.resource.isSelf(facts);
    });
    if (isSelf) setOfSelf(true);
    setPhase('finished');
  };

  /** What was not done comes up for review once more, as it is by now. */
  const review = () => {
    setSteps((all) => all.filter(({ outcome }) => outcome.kind !== 'done'));
    setReviews((count) => count + 1);
    setPhase('review');
  };

  const planned = (preview.data?.steps ?? []) as PlannedStep<never>[];
  return {
    open,
    dialog: {
      phase,
      steps,
      preview,
      planned,
      values,
      setValues,
      confirm,
      review,
      close,
      /** Those that confirming would do. */
      ready: steps.filter((step, index) => toSend(step, planned[index]) !== null),
      isUnknown,
      /** What kept the rest from being done. */
      stop: phase === 'finished' ? (steps.map(({ outcome }) => stopOf(outcome)).find(Boolean) ?? null) : null,
    },
  };
}

/** All that the dialog needs to know. */
export type PlanState = ReturnType<typeof usePlan>['dialog'];
