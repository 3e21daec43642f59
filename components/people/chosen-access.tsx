'use client';

import { Button } from '@mantine/core';
import { MAX_STEPS } from '@/domain/plans/types';
import type { Person } from '@/domain/users/types';
import { PlanDialog } from '../plan/plan-dialog';
import type { PlanItem } from '../plan/plan-item';
import type { OpenedPlan } from '../plan/use-plan';
import { SelectionBar } from '../selection/selection-bar';
import { statusOf } from '../selection/status-of';
import type { Selection } from '../selection/use-selection';
import type { Access, AccessGroup } from './access-group';
import { changesOf, keysOf, stepsOf, summaryOf } from './plan-of';

interface Props {
  person: Person;
  groups: AccessGroup[];
  selection: Selection<Access>;
  /** How much the actor can select. */
  available: number;
  opened: OpenedPlan | null;
  /** Opens the review of a plan. */
  review: (items: PlanItem[], trigger: HTMLElement) => void;
  onClose: () => void;
}

/** The chosen access: the bar, and the dialog that reviews and removes it. */
export function ChosenAccess({ person, groups, selection, available, opened, review, onClose }: Props) {
  const chosen = keysOf(selection);
  const items = stepsOf(groups, chosen);
  return (
    <>
      {items.length > 0 && (
        <SelectionBar
          label="Selected access"
          status={statusOf(items.length, available)}
          summary={summaryOf(groups, chosen)}
          onClear={selection.clear}
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
      {opened && (
        <PlanDialog
          opened={opened}
          onDone={selection.drop}
          onClose={onClose}
          user={{ id: person.userId, name: person.userName }}
          changesOf={(planned) => changesOf(groups, planned)}
          available={available}
        />
      )}
    </>
  );
}
