import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import type { removals } from '@/domain/removals';
import type { Owner } from '@/domain/sessions/types';
import { create } from '@/prisma/factories';
import type { PrismaClient, User } from '@/prisma/generated/client';
import { makeAccountWorld, makeCompanyWorld, makeOperatorWorld } from './worlds';

/** The request of a server action, and users with and without the right to it. */
export interface Target {
  may: { id: number };
  /** Has a right, but not the one that is needed. */
  wrongKind: { id: number };
  request: Record<string, unknown>;
  isThere: () => Promise<boolean>;
  /** The keys that a refusal of a malformed request must name. */
  fields: string[];
}

export interface DirectCall {
  name: string;
  call: string;
  page: string;
  make: (db: PrismaClient) => Promise<Target>;
}

const CALLS: Record<keyof typeof removals, Omit<DirectCall, 'call'>> = {
  RemoveOperatorOMS: {
    name: 'removeOperatorOms',
    page: '/operators',
    async make(db) {
      const { actor, ada, oms } = await makeOperatorWorld(db);
      const where = { operatorId: ada.id, omsId: oms.id };
      return {
        may: actor,
        wrongKind: await create.user(db, { permissions: ['PlatformAdmin'] }),
        request: { OperatorId: ada.id, OMSId: oms.id },
        isThere: async () => (await db.operatorOms.count({ where })) > 0,
        fields: ['OperatorId', 'OMSId'],
      };
    },
  },
  RemoveUserAccount: {
    name: 'removeUserAccount',
    page: '/account-links',
    async make(db) {
      const { actor, ada, account } = await makeAccountWorld(db);
      const where = { userId: ada.id, accountId: account.id };
      return {
        may: actor,
        wrongKind: await create.user(db, { permissions: ['PlatformAdmin'] }),
        request: { accountHandle: account.handle, userName: ada.userName },
        isThere: async () => (await db.userAccount.count({ where })) > 0,
        fields: ['accountId', 'userId'],
      };
    },
  },
  RemoveUserRole: {
    name: 'removeUserRole',
    page: '/company-roles',
    async make(db) {
      const { cara, fred, ada, company } = await makeCompanyWorld(db);
      const where = { companyId: company.id, userId: ada.id, role: 'CoShareholder' as const };
      return {
        may: cara,
        // A CoAdmin, but of another company.
        wrongKind: fred,
        request: { companyName: company.name, roleName: 'CoShareholder', userName: ada.userName },
        isThere: async () => (await db.companyRole.count({ where })) > 0,
        fields: ['companyName', 'roleName', 'userName'],
      };
    },
  },
};

export const directCalls: DirectCall[] = Object.entries(CALLS).map(([call, one]) => ({ call, ...one }));

/** The server action of one removal, by its documented name. */
export const directCall = (call: keyof typeof CALLS): DirectCall => ({ call, ...CALLS[call] });

/** Users without the right, each by a description. */
export const strangers: Record<string, (db: PrismaClient, target: Target) => Promise<{ id: number } | null>> =
  {
    'a client without a session': async () => null,
    'a plain user': (db) => create.user(db),
    'a user with another right': async (_, { wrongKind }) => wrongKind,
  };

/** Ways in which a user with the right is cut off after the session has begun. */
export const cutOffs: Record<string, (db: PrismaClient, user: Pick<User, 'id'>) => Promise<unknown>> = {
  'a user whose session was ended': (db, { id }) =>
    db.session.updateMany({ where: { userId: id }, data: { endedAt: new Date() } }),
  'a user whose sign-in was blocked': (db, { id }) =>
    db.user.update({ where: { id }, data: { emailVerified: false } }),
};

/** What the console sends besides the documented request, with the digest of a preview. */
export async function confirmationFor(
  caller: APIRequestContext,
  { call }: DirectCall,
  { request }: Pick<Target, 'request'>,
) {
  const params = { request: JSON.stringify(request) };
  const { digest } = (await (await caller.get(`/api/previews/${call}`, { params })).json()) as {
    digest?: string;
  };
  return {
    session: await sessionIdOf(caller),
    requestId: randomUUID(),
    reason: { code: 'clean_up', text: '' },
    // A user who may not see the preview has no digest to send.
    expectedDigest: digest ?? '0'.repeat(64),
  };
}

/** The public id of the client's session, or an id of no session where the client has none. */
export async function sessionIdOf(caller: APIRequestContext): Promise<string> {
  const { owner } = (await (await caller.get('/api/session')).json()) as { owner?: Owner };
  return owner?.sessionId ?? randomUUID();
}
