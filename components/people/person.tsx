'use client';

import { Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { MAX_STEPS } from '@/domain/plans/types';
import type { Person as PersonData } from '@/domain/users/types';
import { isSeen } from '@/domain/values/characters';
import { ApiError } from '../data/fetch-json';
import { personOptions } from '../data/queries';
import { NotFoundPage } from '../errors/error-page';
import type { PlanItem } from '../plan/plan-item';
import type { OpenedPlan } from '../plan/use-plan';
import { signInAllowance, unlocking } from '../resources/access-changes';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { PageTitle } from '../ui/page-title';
import { sentence } from '../ui/sentence';
import { useOnDemand } from '../use-on-demand';
import { accessOf } from './access';
import { AccessSection } from './access-section';
import classes from './person.module.css';
import { changesOf, stepsOf } from './plan-of';

interface Props {
  id: number;
  /** The person's history, which disappears with the page when the actor may no longer see the person. */
  children: ReactNode;
}

/** A person's page: all the access they still have, which can be removed one by one or several at once. */
export function Person({ id, children }: Props) {
  const { data: person, error } = useQuery(personOptions(id));
  const isGone = error instanceof ApiError && [403, 404].includes(error.status);
  if (person) {
    return (
      <PersonAccess person={person} isGone={isGone}>
        {children}
      </PersonAccess>
    );
  }
  return isGone ? <NotFoundPage /> : null;
}

/**
 * @param props.isGone whether the actor may no longer see the person; an open plan stays until it is finished
 */
function PersonAccess(props: { person: PersonData; isGone: boolean; children: ReactNode }) {
  const { person, isGone, children } = props;
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
  const shownName = nameOf({ kind: 'person', id: person.userId, name: person.userName });
  const groups = accessOf(person);
  const items = stepsOf(groups, chosen);
  const choose = (keys: string[], isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const key of keys) isChosen ? after.add(key) : after.delete(key);
      return after;
    });
  return (
    <>
      <PageTitle title={<Name>{shownName}</Name>}>
        User {person.userId}
        {person.email !== null && (
          <>
            , <Name>{person.email}</Name>
          </>
        )}
        {person.operatorName && person.operatorName !== person.userName && isSeen(person.operatorName) && (
          <>
            {' · operator '}
            <Name>{person.operatorName}</Name>
          </>
        )}
      </PageTitle>
      <SignInState person={person} open={review} />
      <div className={classes.groups}>
        {groups.map((group) => (
          <AccessSection key={group.title} group={group} chosen={chosen} onChoose={choose} />
        ))}
      </div>
      {items.length > 0 && (
        <PlanBar
          items={items}
          onClear={() => setChosen(new Set())}
          onReview={(from) => review(items, from)}
        />
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
      <Title order={2} mt="xl">
        History
      </Title>
      {children}
    </>
  );
}

/** Why the person can't sign in, and the button that allows it again. */
function SignInState(props: { person: PersonData; open: (items: PlanItem[], from: HTMLElement) => void }) {
  const { person, open } = props;
  const { userId, userName, isBlocked, signIn, may } = person;
  const offer = (resource: PlanItem['resource'], request: object) => (event: MouseEvent<HTMLElement>) => {
    const name = sentence`${nameOf({ kind: 'person', id: userId, name: userName })}`;
    const step = { key: resource.verb, name, request, isRestorable: false };
    open([{ ...step, resource }], event.currentTarget);
  };
  return (
    <Group gap="xs" mt="sm">
      {isBlocked && <Badge>Sign-in blocked</Badge>}
      {signIn && !signIn.hasPassword && <Badge>No password</Badge>}
      {signIn?.isLocked && <Badge>Locked after {signIn.failedSignIns} failed sign-ins</Badge>}
      {isBlocked && may.changeSignIn && (
        <Button
          variant="default"
          size="compact-sm"
          aria-haspopup="dialog"
          onClick={offer(signInAllowance, { userId, emailVerified: true })}
        >
          {signInAllowance.verb}
        </Button>
      )}
      {signIn && signIn.failedSignIns > 0 && may.unlock && (
        <Button
          variant="default"
          size="compact-sm"
          aria-haspopup="dialog"
          onClick={offer(unlocking, { UserId: userId })}
        >
          {unlocking.verb}
        </Button>
      )}
    </Group>
  );
}

/** Stays visible while access is selected. */
function PlanBar(props: { items: PlanItem[]; onClear: () => void; onReview: (from: HTMLElement) => void }) {
  const { items, onClear, onReview } = props;
  const isTooMany = items.length > MAX_STEPS;
  return (
    <Group
      className={classes.bar}
      justify="space-between"
      gap="sm"
      role="region"
      aria-label="Selected access"
    >
      <span role="status">
        {isTooMany
          ? `${items.length} selected. Remove up to ${MAX_STEPS} at a time.`
          : `${items.length} selected`}
      </span>
      <Group gap="sm">
        <Button variant="subtle" color="gray" onClick={onClear}>
          Clear
        </Button>
        <Button
          aria-haspopup="dialog"
          disabled={isTooMany}
          onClick={(event) => onReview(event.currentTarget)}
        >
          Review removal
        </Button>
      </Group>
    </Group>
  );
}
