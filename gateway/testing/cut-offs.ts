import { NO_SESSION } from '@/domain/call/errors';
import { setPassword } from '@/domain/users/set-password';
import { database } from '@/prisma/client';
import type { Client } from './client';

/** A signed-in Operator, who is also one of the two CoAdmins of a company. */
export interface AffectedUser {
  user: { id: number; userName: string };
  company: { id: number; name: string };
  client: Client;
}

interface CutOff {
  /** Ends the session or the right, as the user or as the SUPERUSER. */
  perform: (affected: AffectedUser, superuser: Client) => Promise<unknown>;
  /** A call that the user could make before, and the detail of its refusal afterwards. */
  call: string;
  detail: string;
}

const endedSession = { call: 'GetOperators', detail: NO_SESSION };
const backdate = (column: 'lastSeenAt' | 'expiresAt', minutesAgo: number) => (affected: AffectedUser) =>
  database().session.updateMany({
    where: { userId: affected.user.id },
    data: { [column]: new Date(Date.now() - minutesAgo * 60_000) },
  });

/** Every way in which a session ends or a right is removed. */
export const CUT_OFFS: Record<string, CutOff> = {
  'blocking the user': {
    ...endedSession,
    perform: ({ user }, superuser) =>
      superuser.call('SetUserInfo', { userId: user.id, emailVerified: false }),
  },
  ForceUserLogoff: {
    ...endedSession,
    perform: ({ user }, superuser) => superuser.call('ForceUserLogoff', { username: user.userName }),
  },
  LogOut: { ...endedSession, perform: ({ client }) => client.call('LogOut') },
  'a new password': {
    ...endedSession,
    perform: ({ user }) =>
      setPassword(database(), { userName: user.userName, password: 'quite another password' }),
  },
  'the idle end': { ...endedSession, perform: backdate('lastSeenAt', 15) },
  'the total end': { ...endedSession, perform: backdate('expiresAt', 0) },
  'revoking Operator': {
    perform: ({ user }, superuser) =>
      superuser.call('RevokeUserPermission', { UserId: user.id, Permission: 'Operator' }),
    call: 'GetOperators',
    detail: 'GetOperators needs the permission Operator or the permission PlatformAdmin.',
  },
  'removing the role CoAdmin': {
    perform: ({ user, company }, superuser) =>
      superuser.call('RemoveUserRole', {
        companyName: company.name,
        roleName: 'CoAdmin',
        userName: user.userName,
      }),
    call: 'GetUsers',
    detail: 'GetUsers needs the permission PlatformAdmin or the role CoAdmin in the company.',
  },
};
