import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { userScope } from './scope';
import type { PersonOption } from './types';

/** The people whom the actor may see, to choose one from. */
export const listPeople = defineList({
  call: 'ListPeople',
  permission: 'people:read',
  filters: z.object({ id: idFilter }),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(u.user_name)`, type: 'text' }] } },
  select: Prisma.sql`u.id, u.user_name AS name`,
  from: Prisma.sql`users u`,
  scope: (actor) => userScope(actor, Prisma.sql`u.id`),
  where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`u.id = ${exact}`)],
  search: [
    {
      name: Prisma.sql`u.user_name`,
      joined: { id: Prisma.sql`u.id`, table: Prisma.sql`users`, column: Prisma.sql`user_name` },
    },
  ],
  toRow: (row: PersonOption) => row,
});
