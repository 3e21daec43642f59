import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { everyRow, joinedName, type Names } from '../lists/names';
import type { Reference } from '../lists/types';
import { userNames } from '../users/list';

const ID = { sql: Prisma.sql`t.id`, type: 'int' } as const;

/** Names of operators, which need not be unique. */
export const operatorNames: Names = {
  table: Prisma.sql`operators`,
  column: Prisma.sql`name`,
  kind: 'operator',
  nouns: userNames.nouns,
};

/** The operators to choose from, by their name as an operator. The search also finds them by user name. */
export const listOperatorPeople = defineList({
  call: 'ListOperatorPeople',
  permission: 'operators:read',
  filters: z.object({ id: idFilter }),
  sorts: { name: { keys: [{ sql: Prisma.sql`lower(t.name)`, type: 'text' }, ID] } },
  select: Prisma.sql`t.id, t.name`,
  from: (join) => Prisma.sql`operators t ${join} users u ON u.id = t.id`,
  rowId: [ID.sql],
  scope: everyRow,
  where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`t.id = ${exact}`)],
  search: [
    joinedName(operatorNames, { id: ID.sql, name: Prisma.sql`t.name` }),
    joinedName(userNames, { id: ID.sql, name: Prisma.sql`u.user_name` }),
  ],
  toRow: (row: Reference) => row,
});
