import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from './define-list';
import { joinedName, type ScopedNames } from './names';
import type { Reference } from './types';

const ID = Prisma.sql`t.id`;

/** What a list of references also shows of each row `t`, and what of that its actor may see. */
export interface MoreColumns<Row extends Reference> {
  select: Prisma.Sql;
  toRow: (raw: Row, actor: Actor) => Row;
}

/** A list of ids and names of one table, by name, for filters and findings. */
export function defineReferenceList<Row extends Reference = Reference>(
  call: string,
  names: ScopedNames,
  more?: MoreColumns<Row>,
) {
  const { permission, table, column, scope } = names;
  return defineList({
    call,
    permission,
    filters: z.object({ id: idFilter }),
    sorts: { name: { keys: [{ sql: Prisma.sql`lower(t.${column})`, type: 'text' }] } },
    select: Prisma.sql`t.id, t.${column} AS name${more ? Prisma.sql`, ${more.select}` : Prisma.empty}`,
    from: Prisma.sql`${table} t`,
    rowId: [ID],
    scope,
    where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`t.id = ${exact}`)],
    search: [joinedName(names, { id: ID, name: Prisma.sql`t.${column}` })],
    // What a finding counts is looked for in many rows.
    isSearchedFirst: more !== undefined,
    toRow: (row: Row, actor) => (more ? more.toRow(row, actor) : row),
  });
}
