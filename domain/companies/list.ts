import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { managesCompany } from './scope';
import type { CompanyOption } from './types';

/** The companies that the actor manages, to choose one from. */
export const listCompanies = defineList({
  call: 'ListCompanies',
  permission: 'companies:read',
  filters: z.object({ id: idFilter }),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(c.name)`, type: 'text' }] } },
  select: Prisma.sql`c.id, c.name`,
  from: Prisma.sql`companies c`,
  scope: (actor) => managesCompany(actor, Prisma.sql`c.id`),
  where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`c.id = ${exact}`)],
  search: [
    {
      name: Prisma.sql`c.name`,
      joined: { id: Prisma.sql`c.id`, table: Prisma.sql`companies`, column: Prisma.sql`name` },
    },
  ],
  toRow: (row: CompanyOption) => row,
});
