'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '@/domain/lists/types';
import { MAX_STEPS } from '@/domain/plans/types';
import type { Person } from '@/domain/users/types';
import { personOptions } from '../data/queries';
import { useViewer, type Viewer } from '../data/viewer';
import { showMessage } from '../message/message-store';
import { PlanDialog } from '../plan/plan-dialog';
import type { PlanItem } from '../plan/plan-item';
import type { OpenedPlan } from '../plan/use-plan';
import { RowsBar } from '../selection/rows-bar';
import type { SelectedProps } from '../selection/selectable-list';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import { plainWords, sentence } from '../ui/sentence';
import { accessOf } from './access';
import { allStepsOf } from './plan-of';

/** A plan for several people. */
interface PlanOfPeople extends OpenedPlan {
  count: number;
  /** What could be removed and has not been, of all of them. */
  left: PersonStep[];
  available: number;
}

type PersonStep = PlanItem & { userId: number };

/** The steps that would remove all access of a person, with the name of the person. */
const stepsFor = (person: Person, viewer: Viewer): PersonStep[] => {
  const { userId, userName } = person;
  const named = nameOf({ kind: 'person', id: userId, name: userName });
  return allStepsOf(accessOf(person, viewer)).map((item) => ({
    ...item,
    userId,
    key: `${userId} ${item.key}`,
    name: plainWords(item.name) === plainWords(named) ? item.name : sentence`${named}, ${item.name}`,
  }));
};

/** The selected people: the bar, and the dialog that reviews and removes all their access, as much as one plan takes. */
export function SelectedPeople<Row extends Reference>(selected: SelectedProps<Row>) {
  const client = useQueryClient();
  const viewer = useViewer();
  const [opened, setOpened] = useState<PlanOfPeople | null>(null);
  const { rowKey, selection } = selected;
  const { rows } = selection;
  const review = useMutation({
    mutationFn: () => Promise.all(rows.map(({ id }) => client.query({ ...personOptions(id), staleTime: 0 }))),
  });
  const open = async (trigger: HTMLElement) => {
    const people = await review.mutateAsync().catch(() => null);
    if (!people || !viewer || !trigger.isConnected) return;
    const left = people.flatMap((person) => stepsFor(person, viewer));
    if (left.length === 0) {
      showMessage({ kind: 'failure', words: 'They have no access that you can remove.' });
    } else {
      const items = left.slice(0, MAX_STEPS);
      setOpened({ items, trigger, left, count: people.length, available: left.length });
    }
  };
  return (
    <>
      <RowsBar {...selected} canSelect={() => true}>
        <Button
          aria-haspopup="dialog"
          loading={review.isPending}
          onClick={({ currentTarget }) => open(currentTarget)}
        >
          {review.isError ? 'Couldn’t load their access. Try again' : `${verbOf(rows.length)}…`}
        </Button>
      </RowsBar>
      {opened && (
        <PlanDialog
          opened={opened}
          title={verbOf(opened.count)}
          verbFor={(steps) => `Remove access: ${counted(steps, 'step', 'steps')}`}
          available={opened.available}
          onDone={(done) => {
            const left = opened.left.filter(({ key }) => !done.includes(key));
            setOpened({ ...opened, left });
            const isDone = ({ id }: Row) => left.every(({ userId }) => userId !== id);
            selection.drop(rows.filter(isDone).map(rowKey));
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

const verbOf = (count: number) => `Remove access of ${counted(count, 'person', 'people')}`;
