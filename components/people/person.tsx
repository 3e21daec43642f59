'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MAX_STEPS } from '@/domain/plans/types';
import type { Person as PersonData } from '@/domain/users/types';
import { ApiError } from '../data/fetch-json';
import { personOptions } from '../data/queries';
import { NotFoundPage } from '../errors/error-page';
import type { PlanItem } from '../plan/plan-item';
import type { OpenedPlan } from '../plan/use-plan';
import { SelectionBar } from '../selection/selection-bar';
import { statusOf } from '../selection/status-of';
import { useOnDemand } from '../use-on-demand';
import { accessOf } from './access';
import { AccessList } from './access-list';
import classes from './person.module.css';
import { PersonHeader } from './person-header';
import { PersonHistory } from './person-history';
import { changesOf, offeredOf, stepsOf, summaryOf } from './plan-of';

/** A person's page: all the access they still have, which can be removed one by one or several at once. */
export function Person({ id }: { id: number }) {
  const { data: person, error } = useQuery(personOptions(id));
  const isGone = error instanceof ApiError && [403, 404].includes(error.status);
  if (person) return <PersonAccess person={person} isGone={isGone} />;
  return isGone ? <NotFoundPage /> : null;
}

/**
 * @param props.isGone whether the actor may no longer see the person; an open plan stays until it is finished
 */
function PersonAccess({ person, isGone }: { person: PersonData; isGone: boolean }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<OpenedPlan | null>(null);
  const { Part: PlanDialog, want } = useOnDemand(() =>
    import('../plan/plan-dialog').then((part) => part.PlanDialog),
  );
  const review = (planned: PlanItem[], trigger: HTMLElement) =>
    want(() => {
      // The selection disappears with the button.
      if (trigger.isConnected) setOpened({ items: planned, trigger });
    });
  if (isGone && !opened) return <NotFoundPage />;
  const groups = accessOf(person);
  const items = stepsOf(groups, chosen);
  const offered = offeredOf(groups);
  const reviewAll = (from: HTMLElement) => {
    const all = new Set(offered.slice(0, MAX_STEPS));
    setChosen(all);
    review(stepsOf(groups, all), from);
  };
  const choose = (keys: string[], isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const key of keys) isChosen ? after.add(key) : after.delete(key);
      return after;
    });
  return (
    <div className={classes.page}>
      <PersonHeader
        person={person}
        groups={groups}
        open={review}
        onRemoveAll={offered.length > 0 ? reviewAll : undefined}
      />
      <AccessList groups={groups} shown={person.shown} chosen={chosen} onChoose={choose} />
      <PersonHistory userId={person.userId} shown={person.shown.history} />
      {/* At the end, so that nothing moves when it appears. */}
      {items.length > 0 && (
        <SelectionBar
          label="Selected access"
          status={statusOf(items.length, offered.length)}
          summary={summaryOf(groups, chosen)}
          onClear={() => setChosen(new Set())}
        >
          <Button
            aria-haspopup="dialog"
            disabled={items.length > MAX_STEPS}
            onClick={(event) => review(items, event.currentTarget)}
          >
            Review removal…
          </Button>
        </SelectionBar>
      )}
      {PlanDialog && opened && (
        <PlanDialog
          opened={opened}
          onDone={(done) => setChosen((keys) => new Set([...keys].filter((key) => !done.includes(key))))}
          onClose={() => setOpened(null)}
          user={{ id: person.userId, name: person.userName }}
          changesOf={(planned) => changesOf(groups, planned)}
        />
      )}
    </div>
  );
}
