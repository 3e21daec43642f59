import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { defineList, matches } from '../list';
import { managesCompany } from './scope';
import type { CompanyOption } from './types';

/** The companies that the actor manages, to choose one from. */
export const listCompanies = defineList({
  call: 'ListCompanies',
  permission: 'companies:read',
  filters: z.object({}),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(c.name)`, type: 'text' }] } },
  select: Prisma.sql`c.id, c.name`,
  from: Prisma.sql`companies c`,
  scope: (actor) => managesCompany(actor, Prisma.sql`c.id`),
  where: () => [],
  search: (term) =>
    matches(term, [{ id: Prisma.sql`c.id`, table: Prisma.sql`companies`, name: Prisma.sql`name` }]),
  toRow: (row: CompanyOption) => row,
});
