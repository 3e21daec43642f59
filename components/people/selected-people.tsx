'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
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
import { countOf, mostStepsOf } from './plan-of';

/** A plan for several people. */
interface PlanOfPeople extends OpenedPlan {
  /** How much of each one's access could be removed and has not been, by their ids. */
  left: ReadonlyMap<number, number>;
  available: number;
}

const keyOf = (userId: number, key = '') => `${userId} ${key}`;

/** The step of a person's plan, with the name of the person. */
function stepOf({ userId, userName }: Person, item: PlanItem): PlanItem {
  const named = nameOf({ kind: 'person', id: userId, name: userName });
  const name = plainWords(item.name) === plainWords(named) ? item.name : sentence`${named}, ${item.name}`;
  return { ...item, key: keyOf(userId, item.key), name };
}

function planOf(people: Person[], viewer: Viewer): Omit<PlanOfPeople, 'trigger'> {
  const items: PlanItem[] = [];
  const left = new Map<number, number>();
  for (const person of people) {
    const groups = accessOf(person, viewer);
    left.set(person.userId, countOf(groups));
    const steps = mostStepsOf(groups, MAX_STEPS - items.length);
    items.push(...steps.map((item) => stepOf(person, item)));
  }
  return { items, left, available: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

/** The selected people: the bar, and the dialog that reviews and removes all their access, as much as one plan takes. */
export function SelectedPeople<Row extends Reference>(selected: SelectedProps<Row>) {
  const client = useQueryClient();
  const viewer = useViewer();
  const [opened, setOpened] = useState<PlanOfPeople | null>(null);
  const { rowKey, selection } = selected;
  const { rows } = selection;
  const newest = useRef(selection);
  useEffect(() => {
    newest.current = selection;
  });
  const review = useMutation({
    mutationFn: () => Promise.all(rows.map(({ id }) => client.query({ ...personOptions(id), staleTime: 0 }))),
  });
  const open = async (trigger: HTMLElement) => {
    const loaded = await review.mutateAsync().catch(() => null);
    if (!loaded || !viewer || !trigger.isConnected) return;
    // Who was unticked meanwhile is left out.
    const ids = new Set(newest.current.rows.map(({ id }) => id));
    const plan = planOf(
      loaded.filter(({ userId }) => ids.has(userId)),
      viewer,
    );
    if (plan.items.length > 0) setOpened({ ...plan, trigger });
    else showMessage({ kind: 'failure', words: 'They have no access that you can remove.' });
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
          title={verbOf(opened.left.size)}
          verbFor={(steps) => `Remove access: ${counted(steps, 'step', 'steps')}`}
          available={opened.available}
          onDone={(done) => {
            const left = new Map(
              [...opened.left].map(([id, count]) => [
                id,
                count - done.filter((key) => key.startsWith(keyOf(id))).length,
              ]),
            );
            setOpened({ ...opened, left });
            selection.drop(rows.filter(({ id }) => left.get(id) === 0).map(rowKey));
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

const verbOf = (count: number) => `Remove access of ${counted(count, 'person', 'people')}`;
