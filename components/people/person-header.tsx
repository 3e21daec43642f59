import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import type { Person } from '@/domain/users/types';
import { isSeen } from '@/domain/values/characters';
import { EvidenceLinks } from '../audit/evidence-links';
import type { PlanItem } from '../plan/plan-item';
import { signInAllowance, unlocking } from '../resources/access-changes';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import { ObjectHeader } from '../ui/object-header';
import { sentence } from '../ui/sentence';
import { You } from '../ui/you';
import type { AccessGroup } from './access-group';
import { historyOptions } from './history-of';
import { factsOf } from './person-facts';

type Open = (items: PlanItem[], from: HTMLElement) => void;

interface Props {
  person: Person;
  groups: AccessGroup[];
  /** Opens the review of a plan. */
  open: Open;
  /** Selects all access that the actor may remove, and opens its review. Left out if there is none. */
  onRemoveAll: ((from: HTMLElement) => void) | undefined;
}

/** Who the person is, whether they can sign in, and the facts that matter first. */
export function PersonHeader({ person, groups, open, onRemoveAll }: Props) {
  const { userId, userName, email, operatorName } = person;
  const { data: history } = useQuery(historyOptions(userId));
  const lastChange = history?.rows.find(({ outcome }) => outcome === 'done');
  return (
    <ObjectHeader
      from={{ label: 'People', href: '/people' }}
      name={nameOf({ kind: 'person', id: userId, name: userName })}
      chips={
        <>
          <You userId={userId} />
          <SignInChips person={person} />
        </>
      }
      facts={factsOf(person, groups, lastChange)}
      actions={
        <>
          <SignInButtons person={person} open={open} />
          <EvidenceLinks of={`people/${userId}`} />
          {onRemoveAll && (
            <Button
              variant="default"
              aria-haspopup="dialog"
              onClick={(event) => onRemoveAll(event.currentTarget)}
            >
              Remove all access…
            </Button>
          )}
        </>
      }
    >
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
    </ObjectHeader>
  );
}

function SignInChips({ person: { isBlocked, signIn, sessions } }: { person: Person }) {
  return (
    <>
      {isBlocked === false && signIn?.hasPassword !== false && <Badge tone="good">Can sign in</Badge>}
      {isBlocked && <Badge tone="wrong">Sign-in blocked</Badge>}
      {signIn && !signIn.hasPassword && <Badge>No password</Badge>}
      {signIn?.isLocked && (
        <Badge tone="attention">Locked after {signIn.failedSignIns} failed sign-ins</Badge>
      )}
      {sessions && sessions.length > 0 && <Badge>{counted(sessions.length, 'session', 'sessions')}</Badge>}
    </>
  );
}

/** Allow sign-in again, and clear failed sign-ins. */
function SignInButtons({ person, open }: { person: Person; open: Open }) {
  const { userId, userName, isBlocked, signIn, may } = person;
  const offer = (resource: PlanItem['resource'], request: object) => (event: MouseEvent<HTMLElement>) => {
    const name = sentence`${nameOf({ kind: 'person', id: userId, name: userName })}`;
    const step = { key: resource.verb, name, request, isRestorable: false };
    open([{ ...step, resource }], event.currentTarget);
  };
  const buttons = [
    ...(isBlocked && may.changeSignIn
      ? [{ resource: signInAllowance, request: { userId, emailVerified: true } }]
      : []),
    ...(signIn && signIn.failedSignIns > 0 && may.unlock
      ? [{ resource: unlocking, request: { UserId: userId } }]
      : []),
  ];
  return buttons.map(({ resource, request }) => (
    <Button key={resource.verb} variant="default" aria-haspopup="dialog" onClick={offer(resource, request)}>
      {resource.verb}
    </Button>
  ));
}
