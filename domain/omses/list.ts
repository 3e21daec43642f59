import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { defineList, matches } from '../list';
import type { OmsOption } from './types';

/** The Order Management Systems, to choose one from. */
export const listOmses = defineList({
  call: 'ListOmses',
  permission: 'omses:read',
  filters: z.object({}),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(m.name)`, type: 'text' }] } },
  select: Prisma.sql`m.id, m.name`,
  from: Prisma.sql`omses m`,
  scope: () => Prisma.sql`TRUE`,
  where: () => [],
  search: (term) =>
    matches(term, [{ id: Prisma.sql`m.id`, table: Prisma.sql`omses`, name: Prisma.sql`name` }]),
  toRow: (row: OmsOption) => row,
});
