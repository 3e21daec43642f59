import {
  forceUserLogoff,
  revokeUserPermission,
  setUserInfo,
  unlockUser,
} from '@/console/actions/access-changes';
import type { ChangeFacts } from '@/domain/plans/types';
import type { Warning } from '../confirm/warnings-of';
import type { PlanResource } from '../plan/plan-item';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import { joined, sentence } from '../ui/sentence';

const asAsked = (_facts: ChangeFacts, asked: object) => asked;
const isSelf = (facts: ChangeFacts) => facts.isSelf;
const none = () => [];

const nameIn = ({ userName, userId }: ChangeFacts) => nameOf({ kind: 'person', name: userName, id: userId });

const who = (facts: ChangeFacts) => (
  <>
    <strong>
      <Name>{nameIn(facts)}</Name>
    </strong>{' '}
    (user {facts.userId})
  </>
);

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value : []);

/** The permissions that a call revokes. */
const taken = ({ before, after }: ChangeFacts) =>
  listOf(before.permissions).filter((name) => !listOf(after.permissions).includes(name));

/** What nobody would be left to manage. */
const unattended = (facts: ChangeFacts): Warning[] => {
  const { omses, companies } = facts.unattended;
  const lastOf: Warning[] = [
    {
      title: 'Last operator who can sign in',
      words: sentence`Without ${nameIn(facts)} no operator who can sign in manages ${joined(omses)}.`,
    },
    {
      title: 'Last CoAdmin who can sign in',
      words: sentence`Without ${nameIn(facts)} no CoAdmin who can sign in is left in ${joined(companies)}.`,
    },
  ];
  return lastOf.filter((_, index) => [omses, companies][index]?.length);
};

/** Revokes the permission itself, not the access that it allowed. */
export const permissionRevocation: PlanResource<ChangeFacts> = {
  call: 'RevokeUserPermission',
  action: revokeUserPermission,
  mode: 'removing',
  verb: 'Revoke permission',
  request: asAsked,
  happens: (facts) => (
    <>
      {who(facts)} no longer holds the permission <strong>{taken(facts).join(', ')}</strong>.
      {taken(facts).includes('Operator') &&
        ' OMSs that stay assigned work again if the permission is granted again.'}
    </>
  ),
  warnings: (facts) => [
    ...unattended(facts),
    ...(facts.isSelf
      ? [{ title: 'This is you', words: sentence`You will no longer hold ${taken(facts).join(', ')}.` }]
      : []),
  ],
  isSelf,
};

/** Blocks a user's sign-in, and ends their sessions. */
export const signInBlock: PlanResource<ChangeFacts> = {
  call: 'SetUserInfo',
  action: setUserInfo,
  mode: 'removing',
  verb: 'Block sign-in',
  request: asAsked,
  happens: (facts) => <>{who(facts)} can no longer sign in, and all sessions end.</>,
  warnings: unattended,
  isSelf,
};

/** Allows sign-in again for a blocked user. */
export const signInAllowance: PlanResource<ChangeFacts> = {
  ...signInBlock,
  mode: 'changing',
  verb: 'Unblock sign-in',
  happens: (facts) => <>{who(facts)} can sign in again, with all the access they still have.</>,
  warnings: none,
};

/** Ends all sessions of a user, who may sign in again. */
export const logOff: PlanResource<ChangeFacts> = {
  call: 'ForceUserLogoff',
  action: forceUserLogoff,
  mode: 'removing',
  verb: 'End all sessions',
  request: asAsked,
  happens: (facts) => (
    <>
      {counted(Number(facts.before.openSessions), 'open session', 'open sessions')} of {who(facts)}: ended at
      once. They can sign in again.
    </>
  ),
  warnings: none,
  isSelf,
};

/** Clears failed sign-ins, so that the next attempt need not wait. */
export const unlocking: PlanResource<ChangeFacts> = {
  call: 'UnlockUser',
  action: unlockUser,
  mode: 'changing',
  verb: 'Clear failed sign-ins',
  request: asAsked,
  happens: (facts) => (
    <>
      {who(facts)} can try to sign in at once. Clears{' '}
      {counted(Number(facts.before.numberOfFailedAttempt), 'failed attempt', 'failed attempts')}.
    </>
  ),
  warnings: none,
  isSelf,
};
