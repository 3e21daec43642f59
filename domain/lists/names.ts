import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import type { Permission } from '../call/permissions';
import type { Noun } from './search-term';

/** Where the names of things of one kind are. */
export interface Names {
  table: Prisma.Sql;
  column: Prisma.Sql;
  /** Their kind in the table of words of names. */
  kind: 'user' | 'operator' | 'oms' | 'account' | 'company';
  /** What such a thing is called before its id. */
  nouns: readonly Noun[];
}

/** Names with a scope: which rows `t` of their table the actor may see. */
export interface ScopedNames extends Names {
  permission: Permission;
  scope: (actor: Actor) => Prisma.Sql;
}

/** The scope of all who have the permission to see any row. */
export const everyRow = () => Prisma.sql`TRUE`;

/** Names without a scope: an actor who may see one may see all. They are called what their kind is. */
export const openNames = (
  kind: Names['kind'] & Noun,
  names: Pick<ScopedNames, 'permission' | 'table' | 'column'>,
): ScopedNames => ({ ...names, kind, nouns: [kind], scope: everyRow });

/** Whether a condition leaves every row, so that it need not be looked at. */
export const isEveryRow = (condition: Prisma.Sql): boolean => condition.sql === everyRow().sql;

/** A name in a list's own query, and where it comes from: the joining id, the table, and its column. */
export interface JoinedName {
  name: Prisma.Sql;
  joined: Names & { id: Prisma.Sql };
}

/** The name of a thing that a list joins by an id. `name` is the column of the list's query that has it, in any case. */
export const joinedName = (
  { table, column, kind, nouns }: Names,
  { id, name }: { id: Prisma.Sql; name: Prisma.Sql },
): JoinedName => ({ name, joined: { id, table, column, kind, nouns } });
