import { NO_SESSION } from '@/domain/call/errors';
import { setPassword } from '@/domain/users/set-password';
import { database } from '@/prisma/client';
import type { Client } from './client';

/** Somebody who is signed in as an Operator and as CoAdmin of a company with another one. */
export interface Victim {
  user: { id: number; userName: string };
  company: { id: number; name: string };
  client: Client;
}

interface CutOff {
  /** Does it, if need be as the SUPERUSER. */
  by: (victim: Victim, superuser: Client) => Promise<unknown>;
  /** A call that he could make before, and what he hears of it from then on. */
  call: string;
  hears: string;
}

const everywhere = { call: 'GetOperators', hears: NO_SESSION };
const backdate = (column: 'lastSeenAt' | 'expiresAt', minutesAgo: number) => (victim: Victim) =>
  database().session.updateMany({
    where: { userId: victim.user.id },
    data: { [column]: new Date(Date.now() - minutesAgo * 60_000) },
  });

/** Every way to be cut off, of a session or of a right. */
export const CUT_OFFS: Record<string, CutOff> = {
  'barring him': {
    ...everywhere,
    by: ({ user }, superuser) => superuser.call('SetUserInfo', { userId: user.id, emailVerified: false }),
  },
  ForceUserLogoff: {
    ...everywhere,
    by: ({ user }, superuser) => superuser.call('ForceUserLogoff', { username: user.userName }),
  },
  LogOut: { ...everywhere, by: ({ client }) => client.call('LogOut') },
  'a new password': {
    ...everywhere,
    by: ({ user }) =>
      setPassword(database(), { userName: user.userName, password: 'quite another password' }),
  },
  'the idle end': { ...everywhere, by: backdate('lastSeenAt', 15) },
  'the total end': { ...everywhere, by: backdate('expiresAt', 0) },
  'revoking Operator': {
    by: ({ user }, superuser) =>
      superuser.call('RevokeUserPermission', { UserId: user.id, Permission: 'Operator' }),
    call: 'GetOperators',
    hears: 'GetOperators needs the permission Operator or the permission PlatformAdmin.',
  },
  'taking the role CoAdmin': {
    by: ({ user, company }, superuser) =>
      superuser.call('RemoveUserRole', {
        companyName: company.name,
        roleName: 'CoAdmin',
        userName: user.userName,
      }),
    call: 'GetUsers',
    hears: 'GetUsers needs the permission PlatformAdmin or the role CoAdmin in the company.',
  },
};
