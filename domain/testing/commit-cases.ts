import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { removals } from '../removals';
import { makeRemovalScene } from './scene';

export type CommitCall = keyof typeof removals | 'RevokeUserPermission';

export const COMMIT_CALLS = [...Object.keys(removals), 'RevokeUserPermission'] as CommitCall[];

interface CommitCase {
  request: object;
  isDone: () => Promise<boolean>;
}

/** Each removal and a change of rights: the request, and a check that the change is in the database. */
export const COMMIT_CASES: Record<CommitCall, (db: PrismaClient) => Promise<CommitCase>> = {
  async RemoveOperatorOMS(db) {
    const { operator, oms, requests } = await makeRemovalScene();
    const where = { operatorId: operator.id, omsId: oms.id };
    return {
      request: requests.RemoveOperatorOMS,
      isDone: async () => (await db.operatorOms.count({ where })) === 0,
    };
  },
  async RemoveUserAccount(db) {
    const { user, account, requests } = await makeRemovalScene();
    const where = { userId: user.id, accountId: account.id };
    return {
      request: requests.RemoveUserAccount,
      isDone: async () => (await db.userAccount.count({ where })) === 0,
    };
  },
  async RemoveUserRole(db) {
    const { user, requests } = await makeRemovalScene();
    const where = { userId: user.id, role: 'CoAgent' as const };
    return {
      request: requests.RemoveUserRole,
      isDone: async () => (await db.companyRole.count({ where })) === 0,
    };
  },
  async RevokeUserPermission(db) {
    const { id: UserId } = await create.user(db, { permissions: ['Operator'] });
    return {
      request: { UserId, Permission: 'Operator' },
      isDone: async () => (await db.userPermission.count({ where: { userId: UserId } })) === 0,
    };
  },
};
