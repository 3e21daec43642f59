import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import type { Permission } from '../call/permissions';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from './define-list';
import { joinedName } from './search-condition';
import type { Reference } from './types';

const ID = Prisma.sql`t.id`;

/**
 * A list of ids and names of one table, by name, for filters and findings.
 *
 * @param definition the table, its column of names, and which rows `t` of it the actor can see: all without a scope
 */
export function defineReferenceList(definition: {
  call: string;
  permission: Permission;
  table: Prisma.Sql;
  name: Prisma.Sql;
  scope?: (actor: Actor) => Prisma.Sql;
}) {
  const { call, permission, table, name, scope = () => Prisma.sql`TRUE` } = definition;
  return defineList({
    call,
    permission,
    filters: z.object({ id: idFilter }),
    sorts: { name: { keys: [{ sql: Prisma.sql`lower(t.${name})`, type: 'text' }] } },
    select: Prisma.sql`t.id, t.${name} AS name`,
    from: Prisma.sql`${table} t`,
    scope,
    where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`t.id = ${exact}`)],
    search: [joinedName({ id: ID, name: Prisma.sql`t.${name}`, table, column: name })],
    toRow: (row: Reference) => row,
  });
}
