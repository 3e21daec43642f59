import { Prisma } from '@/prisma/generated/client';

/**
 * The condition that a row is the only one of its group. `IS TRUE` keeps PostgreSQL from making a join of it: it
 * estimates such groups badly, and then reads a table again for each row. This way it finds them all once.
 *
 * @param row the columns that identify the row, with `rowIn` those columns of a group of one row
 * @param of the rows `peer` that count
 * @param by the columns of `peer` that make the groups
 */
export const isOnlyOne = (parts: { row: Prisma.Sql; rowIn: Prisma.Sql; of: Prisma.Sql; by: Prisma.Sql }) =>
  Prisma.sql`((${parts.row}) IN (
    SELECT ${parts.rowIn} FROM ${parts.of} GROUP BY ${parts.by} HAVING count(*) = 1)) IS TRUE`;
