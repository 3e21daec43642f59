import { Button, Group } from '@mantine/core';
import type { MouseEvent } from 'react';
import type { Person as PersonData } from '@/domain/users/types';
import type { PlanItem } from '../plan/plan-item';
import { signInAllowance, unlocking } from '../resources/access-changes';
import { Badge } from '../ui/badge';
import { nameOf } from '../ui/named';
import { sentence } from '../ui/sentence';

/** Why the person can't sign in, and the button that allows it again. */
export function SignInState(props: {
  person: PersonData;
  open: (items: PlanItem[], from: HTMLElement) => void;
}) {
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
