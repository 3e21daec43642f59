'use client';

import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
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
import { AccessList } from './access-list';
import { ChoiceBar } from './choice-bar';
import classes from './person.module.css';
import { PersonFacts } from './person-facts';
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
      <div className={classes.head}>
        <PersonTitle person={person} />
        {offered.length > 0 && (
          <Button
            variant="default"
            aria-haspopup="dialog"
            onClick={(event) => reviewAll(event.currentTarget)}
          >
            Remove all access…
          </Button>
        )}
      </div>
      <SignInState person={person} open={review} />
      <PersonFacts person={person} groups={groups} />
      <AccessList groups={groups} shown={person.shown} chosen={chosen} onChoose={choose} />
      <PersonHistory userId={person.userId} shown={person.shown.history} />
      {/* At the end, so that nothing moves when it appears. */}
      {items.length > 0 && (
        <ChoiceBar
          count={items.length}
          available={offered.length}
          summary={summaryOf(groups, chosen)}
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
    </div>
  );
}

function PersonTitle({ person }: { person: PersonData }) {
  const { userId, userName, email, operatorName } = person;
  return (
    <PageTitle title={<Name>{nameOf({ kind: 'person', id: userId, name: userName })}</Name>}>
      User {userId}
      {email !== null && (
        <>
          {' · '}
          <Name>{email}</Name>
        </>
      )}
      {operatorName && operatorName !== userName && isSeen(operatorName) && (
        <>
          {' · operator '}
          <Name>{operatorName}</Name>
        </>
      )}
    </PageTitle>
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
