import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { findLastRemoval } from '../audit-entries/find-last-removal';
import { refuse } from '../call/errors';
import { defineQuery } from '../call/operation';
import { idSchema } from '../call/request';
import { upToLimit } from '../lists/up-to-limit';
import { isNotBlocked } from '../users/find';
import type { AccountView } from './types';

/** One account, above the list of its users. */
export const getAccount = defineQuery({
  call: 'GetAccount',
  permission: 'account-links:read',
  request: z.object({ accountId: idSchema }),
  async run(actor, { accountId }): Promise<AccountView> {
    const users = Prisma.sql`user_accounts l WHERE l.account_id = a.id`;
    const [account] = await database().$queryRaw<Omit<AccountView, 'lastRemoval'>[]>`
      SELECT a.id, a.handle, a.oms_id AS "omsId", m.name AS "omsName", ${upToLimit(users)} AS users,
        ${upToLimit(Prisma.sql`${users} AND ${isNotBlocked(Prisma.sql`l.user_id`)}`)} AS "ableUsers"
      FROM accounts a JOIN omses m ON m.id = a.oms_id WHERE a.id = ${accountId}`;
    if (!account) refuse('not_found', `There is no account ${accountId}.`);
    const isLeft = account.ableUsers === 0;
    const about = Prisma.sql`o.account_id = ${accountId}`;
    const lastRemoval = isLeft ? await findLastRemoval(actor, { call: 'RemoveUserAccount', about }) : null;
    return { ...account, lastRemoval };
  },
});
