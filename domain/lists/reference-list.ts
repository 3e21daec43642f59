import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from './define-list';
import { joinedName, type Names, type ScopedNames } from './names';
import type { Reference } from './types';

const ID = Prisma.sql`t.id`;

/** What a list of references also shows of each row `t`, and what of that its actor may see. */
export interface MoreColumns<Row extends Reference> {
  select: Prisma.Sql;
  toRow: (raw: Row, actor: Actor) => Row;
}

/** Where the rows of a list of references come from, for lists of few rows of a large table. */
export interface RowSource {
  /** As in a list's definition. The table of the names must be `t`. */
  from: (join: Prisma.Sql) => Prisma.Sql;
  id: Prisma.Sql;
  /** The name in lower case. */
  sortKey: Prisma.Sql;
}

/** All rows of the table of the names. */
export const ownRows = ({ table, column }: Names): RowSource => ({
  from: () => Prisma.sql`${table} t`,
  id: ID,
  sortKey: Prisma.sql`lower(t.${column})`,
});

/** A list of ids and names of one table, by name, for filters and findings. */
export function defineReferenceList<Row extends Reference = Reference>(
  call: string,
  names: ScopedNames,
  more?: MoreColumns<Row> & { source: RowSource },
) {
  const { permission, column, scope } = names;
  const { from, id: rowId, sortKey } = more?.source ?? ownRows(names);
  return defineList({
    call,
    permission,
    filters: z.object({ id: idFilter }),
    sorts: { name: { keys: [{ sql: sortKey, type: 'text' }] } },
    select: Prisma.sql`t.id, t.${column} AS name${more ? Prisma.sql`, ${more.select}` : Prisma.empty}`,
    from,
    rowId: [rowId],
    scope,
    where: ({ id }) => [optionalFilter(id, (exact) => Prisma.sql`${rowId} = ${exact}`)],
    search: [joinedName(names, { id: rowId, name: Prisma.sql`t.${column}` })],
    // What a finding counts is looked for in many rows.
    isSearchedFirst: more !== undefined,
    toRow: (row: Row, actor) => (more ? more.toRow(row, actor) : row),
  });
}
