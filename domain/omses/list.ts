import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import type { OmsOption } from './types';

/** The Order Management Systems, to choose one from. */
export const listOmses = defineList({
  call: 'ListOmses',
  permission: 'omses:read',
  filters: z.object({ id: idFilter }),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(m.name)`, type: 'text' }] } },
  select: Prisma.sql`m.id, m.name`,
  from: Prisma.sql`omses m`,
  scope: () => Prisma.sql`TRUE`,
  where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`m.id = ${exact}`)],
  search: [
    {
      name: Prisma.sql`m.name`,
      joined: { id: Prisma.sql`m.id`, table: Prisma.sql`omses`, column: Prisma.sql`name` },
    },
  ],
  toRow: (row: OmsOption) => row,
});
