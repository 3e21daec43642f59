'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person as PersonData } from '@/domain/users/types';
import { ApiError } from '../data/fetch-json';
import { personOptions } from '../data/queries';
import { useViewer, type Viewer } from '../data/viewer';
import { NotFoundPage } from '../errors/error-page';
import type { PlanItem } from '../plan/plan-item';
import type { OpenedPlan } from '../plan/use-plan';
import { useSelectedPart } from '../selection/use-selection';
import { accessOf } from './access';
import type { Access } from './access-group';
import { AccessList } from './access-list';
import classes from './person.module.css';
import { PersonHeader } from './person-header';
import { PersonHistory } from './person-history';
import { mostOf, mostStepsOf, offeredOf } from './plan-of';

/** A person's page: all the access they still have, which can be removed one by one or several at once. */
export function Person({ id }: { id: number }) {
  const { data: person, error, dataUpdatedAt } = useQuery(personOptions(id));
  const viewer = useViewer();
  const isGone = error instanceof ApiError && [403, 404].includes(error.status);
  if (person && viewer) return <PersonAccess {...{ person, viewer, isGone, dataUpdatedAt }} />;
  return isGone ? <NotFoundPage /> : null;
}

interface Props {
  person: PersonData;
  viewer: Viewer;
  /** Whether the actor may no longer see the person; an open plan stays until it is finished. */
  isGone: boolean;
  /** When the server last said what the person has, in milliseconds. */
  dataUpdatedAt: number;
}

function PersonAccess({ person, viewer, isGone, dataUpdatedAt }: Props) {
  const [opened, setOpened] = useState<OpenedPlan | null>(null);
  const {
    selection,
    Part: ChosenAccess,
    want,
  } = useSelectedPart(
    ({ key }: Access) => key,
    () => import('./chosen-access').then((part) => part.ChosenAccess),
  );
  const review = (items: PlanItem[], trigger: HTMLElement) =>
    want(() => {
      // The selection disappears with the button.
      if (trigger.isConnected) setOpened({ items, trigger });
    });
  if (isGone && !opened) return <NotFoundPage />;
  const groups = accessOf(person, viewer);
  const offered = offeredOf(groups);
  const reviewAll = (from: HTMLElement) => {
    const all = mostOf(groups);
    selection.clear();
    selection.select(all, true);
    review(mostStepsOf(groups), from);
  };
  return (
    <div className={classes.page}>
      <PersonHeader
        person={person}
        groups={groups}
        open={review}
        onRemoveAll={offered.length > 0 ? reviewAll : undefined}
      />
      <AccessList
        groups={groups}
        shown={person.shown}
        selection={selection}
        verifiedAt={new Date(dataUpdatedAt).toISOString()}
      />
      <PersonHistory person={person} />
      {/* At the end, so that nothing moves when it appears. */}
      {ChosenAccess && (
        <ChosenAccess
          {...{ person, groups, selection, opened, review }}
          available={offered.length}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}
