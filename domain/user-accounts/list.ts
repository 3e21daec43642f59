import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { joinedName } from '../lists/search-condition';
import type { AccountLinkRow } from './types';

const userId = { sql: Prisma.sql`l.user_id`, type: 'int' } as const;
const accountId = { sql: Prisma.sql`l.account_id`, type: 'int' } as const;

const userName = {
  sql: Prisma.sql`lower(u.user_name)`,
  type: 'text',
  only: { id: Prisma.sql`l.user_id`, table: Prisma.sql`users`, column: Prisma.sql`user_name` },
} as const;
const handle = {
  sql: Prisma.sql`lower(a.handle)`,
  type: 'text',
  only: { id: Prisma.sql`l.account_id`, table: Prisma.sql`accounts`, column: Prisma.sql`handle` },
} as const;

/** Links between users and accounts. */
export const listAccountLinks = defineList({
  call: 'ListAccountLinks',
  permission: 'account-links:read',
  filters: z.object({ user: idFilter, account: idFilter, oms: idFilter }),
  sorts: {
    user: { keys: [userName, accountId] },
    account: { keys: [handle, userId] },
  },
  select: Prisma.sql`
    l.user_id AS "userId", u.user_name AS "userName", l.account_id AS "accountId", a.handle AS "accountHandle",
    a.oms_id AS "omsId", m.name AS "omsName",
    coalesce(u.default_account_id = l.account_id, FALSE) AS "isDefault",
    (SELECT count(*)::int FROM (SELECT FROM user_accounts x
       WHERE x.account_id = l.account_id AND x.user_id <> l.user_id LIMIT 100) others) AS "otherUsers"`,
  from: Prisma.sql`
    user_accounts l JOIN users u ON u.id = l.user_id JOIN accounts a ON a.id = l.account_id
    JOIN omses m ON m.id = a.oms_id`,
  scope: () => Prisma.sql`TRUE`,
  where: ({ user, account, oms }) => [
    optionalFilter(user, (id) => Prisma.sql`l.user_id = ${id}`),
    optionalFilter(account, (id) => Prisma.sql`l.account_id = ${id}`),
    optionalFilter(oms, (id) => Prisma.sql`a.oms_id = ${id}`),
  ],
  search: [
    joinedName({
      id: Prisma.sql`l.user_id`,
      name: Prisma.sql`u.user_name`,
      table: Prisma.sql`users`,
      column: Prisma.sql`user_name`,
    }),
    joinedName({
      id: Prisma.sql`l.account_id`,
      name: Prisma.sql`a.handle`,
      table: Prisma.sql`accounts`,
      column: Prisma.sql`handle`,
    }),
  ],
  toRow: (row: AccountLinkRow) => row,
});
