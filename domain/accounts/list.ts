import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import type { AccountOption } from './types';

/** The accounts, to choose one from. */
export const listAccounts = defineList({
  call: 'ListAccounts',
  permission: 'account-links:read',
  filters: z.object({ id: idFilter }),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(a.handle)`, type: 'text' }] } },
  select: Prisma.sql`a.id, a.handle AS name`,
  from: Prisma.sql`accounts a`,
  scope: () => Prisma.sql`TRUE`,
  where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`a.id = ${exact}`)],
  search: [
    {
      name: Prisma.sql`a.handle`,
      joined: { id: Prisma.sql`a.id`, table: Prisma.sql`accounts`, column: Prisma.sql`handle` },
    },
  ],
  toRow: (row: AccountOption) => row,
});
