import { can } from '@/domain/call/permissions';
import type { Person } from '@/domain/users/types';
import type { Viewer } from '../data/viewer';
import { logOff, permissionRevocation, signInBlock } from '../resources/access-changes';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import { sentence } from '../ui/sentence';
import { type AccessGroup, access, KINDS } from './access-group';

const LAST_SUPERUSER = 'Name another SUPERUSER first.';

/** The permissions that a person holds. */
export function permissionsOf({ userId, permissions, isLastSuperuser, shown, may }: Person): AccessGroup[] {
  if (!permissions) return [];
  const all = permissions.map((permission) =>
    access(permissionRevocation, {
      key: `permission ${permission}`,
      named: null,
      words: permission,
      note: null,
      ...(permission === 'SUPERUSER' &&
        isLastSuperuser && { alone: 'Last SUPERUSER', refusal: LAST_SUPERUSER }),
      request: { UserId: userId, Permission: permission },
      isOffered: may.revoke.includes(permission),
      step: sentence`Permission ${permission}`,
    }),
  );
  return [{ ...KINDS.permissions, isPartial: shown.permissions !== 'all', all, more: null }];
}

/** Why the actor can't block the person's sign-in, although they may block that of others. */
function signInRefusal({ userId, isLastSuperuser }: Person, viewer: Viewer): string | null {
  if (userId === viewer.userId && can(viewer, 'user-info:change')) {
    return 'You can’t block your own sign-in.';
  }
  return isLastSuperuser ? LAST_SUPERUSER : null;
}

/** Whether a person can sign in, and their open sessions. */
export function signInOf(person: Person, viewer: Viewer): AccessGroup[] {
  const { userId, userName, isBlocked, sessions, may } = person;
  if (isBlocked === null) return [];
  const step = sentence`${nameOf({ kind: 'person', id: userId, name: userName })}`;
  const open = sessions?.length ?? 0;
  const openWords = counted(open, 'open session', 'open sessions');
  const signingIn = access(signInBlock, {
    key: 'sign-in',
    named: null,
    words: 'Can sign in',
    note: open > 0 && may.changeSignIn ? `Also ends ${counted(open, 'session', 'sessions')}` : null,
    refusal: signInRefusal(person, viewer),
    step,
    request: { userId, emailVerified: false },
    isOffered: may.changeSignIn,
  });
  const openSessions = access(logOff, {
    key: 'sessions',
    kind: 'Sessions',
    named: null,
    words: openWords,
    note: null,
    step,
    takenBy: signingIn.key,
    takenWords: 'Ends with sign-in',
    ...(userId === viewer.userId &&
      can(viewer, 'user:log-off') && { refusal: 'End yours on the page Your sessions.' }),
    sessions: sessions ?? [],
    request: { username: userName },
    isOffered: may.endSessions,
  });
  const all = [...(isBlocked ? [] : [signingIn]), ...(open > 0 ? [openSessions] : [])];
  return [{ ...KINDS.signIn, all, more: null }];
}
