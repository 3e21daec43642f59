import { Prisma } from '@/prisma/generated/client';
import type { SortKey } from './keyset';
import { type JoinedName, joinedName, type Names } from './names';

/** A thing that the rows of a list refer to: what they are sorted by, and how they are searched. */
export interface JoinedThing extends JoinedName {
  id: SortKey;
  /** Its name in lower case, in the list's own table. */
  key: SortKey;
}

/**
 * A thing whose id and name in lower case each row carries, as `<column>_id` and `<column>_key`.
 *
 * @param column what both names begin with, with the alias of the table. It must never come from a request.
 * @param fixedBy the filter that leaves the rows of one such thing
 */
export function joinedThing(names: Names, column: string, fixedBy: string): JoinedThing {
  const id = { sql: Prisma.raw(`${column}_id`), type: 'int' } as const;
  const key = { sql: Prisma.raw(`${column}_key`), type: 'text', fixedBy } as const;
  return { id, key, ...joinedName(names, { id: id.sql, name: key.sql }) };
}
