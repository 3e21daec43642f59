import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from './define-list';
import { joinedName, type ScopedNames } from './names';
import type { Reference } from './types';

const ID = Prisma.sql`t.id`;

/** A list of ids and names of one table, by name, for filters and findings. */
export function defineReferenceList(call: string, names: ScopedNames) {
  const { permission, table, column, scope } = names;
  return defineList({
    call,
    permission,
    filters: z.object({ id: idFilter }),
    sorts: { name: { keys: [{ sql: Prisma.sql`lower(t.${column})`, type: 'text' }] } },
    select: Prisma.sql`t.id, t.${column} AS name`,
    from: Prisma.sql`${table} t`,
    scope,
    where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`t.id = ${exact}`)],
    search: [joinedName(names, { id: ID, alias: Prisma.sql`t` })],
    toRow: (row: Reference) => row,
  });
}
